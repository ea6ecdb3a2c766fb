"""The app as Django knows it."""

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.exchanges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the trail says, and what is kept about a person."""
        from ruamsuk.communities import audit
        from ruamsuk.exchanges import kept, trail

        audit.VERBS.update(trail.VERBS)
        kept.register_all()
