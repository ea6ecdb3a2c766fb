"""The app as Django knows it."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.base"
    default_auto_field = "django.db.models.BigAutoField"
