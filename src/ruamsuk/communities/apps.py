"""The app as Django knows it."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.communities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks known."""
        from ruamsuk.communities import checks  # noqa: F401
