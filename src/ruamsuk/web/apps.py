"""The app as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.web"
    default_auto_field = "django.db.models.BigAutoField"
