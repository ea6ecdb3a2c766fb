"""The app as Django knows it."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class CommunitiesConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.communities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks known, accept invitations at sign-in, say what is kept about a person."""
        from ruamsuk.communities import checks, kept  # noqa: F401
        from ruamsuk.communities.views.people import accept_what_waits

        kept.register_all()
        user_logged_in.connect(accept_what_waits)
