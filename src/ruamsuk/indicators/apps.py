"""The app as Django knows it."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept about a person."""
        from ruamsuk.indicators import kept

        kept.register_all()
