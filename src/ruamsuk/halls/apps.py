"""The app as Django knows it."""

from django.apps import AppConfig


class HallsConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.halls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the trail says."""
        from ruamsuk.communities import audit
        from ruamsuk.halls import kept, shows, trail

        audit.VERBS.update(trail.VERBS)
        shows.register_all()
        kept.register_all()
