"""The app as Django knows it."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept about a person, and what the trail says."""
        from ruamsuk.communities import audit
        from ruamsuk.indicators import kept, trail

        kept.register_all()
        audit.VERBS.update(trail.VERBS)
