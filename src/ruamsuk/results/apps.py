"""The app as Django knows it."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.results"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept about a person, and what the trail says."""
        from ruamsuk.communities import audit
        from ruamsuk.results import kept, trail

        kept.register_all()
        audit.VERBS.update(trail.VERBS)
