"""The app as Django knows it."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.results"
    default_auto_field = "django.db.models.BigAutoField"
