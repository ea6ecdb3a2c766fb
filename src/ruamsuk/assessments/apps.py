"""The app as Django knows it."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the trail says, what halls can show, and what is kept about a person."""
        from ruamsuk.assessments import kept, trail
        from ruamsuk.communities import audit
        from ruamsuk.halls import scenes

        audit.VERBS.update(trail.VERBS)
        scenes.provide("ruamsuk.assessments.scenes", "ruamsuk.assessments.watching")
        kept.register_all()
