"""The app as Django knows it."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.indicators"
    default_auto_field = "django.db.models.BigAutoField"
