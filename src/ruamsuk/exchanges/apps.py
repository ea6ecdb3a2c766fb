"""The app as Django knows it."""

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    """Configuration of the app."""

    name = "ruamsuk.exchanges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the trail says, what is kept about a person, what a hall shows and leads to."""
        from ruamsuk.communities import audit
        from ruamsuk.exchanges import beside, kept, trail
        from ruamsuk.halls import beside as halls
        from ruamsuk.halls import scenes

        audit.VERBS.update(trail.VERBS)
        kept.register_all()
        halls.register(beside.pages_of)
        scenes.provide(
            "ruamsuk.exchanges.scenes.forum",
            "ruamsuk.assessments.scenes",  # before the cards, as in the day
            "ruamsuk.assessments.watching",
            "ruamsuk.exchanges.scenes.cards",
            "ruamsuk.exchanges.scenes.plan",
            "ruamsuk.exchanges.scenes.assist",
            "ruamsuk.exchanges.scenes.review",
        )
        from ruamsuk.assessments import leads, proposals
        from ruamsuk.exchanges.leads import leads_of
        from ruamsuk.exchanges.proposals import proposed_after_assists

        leads.register(leads_of)
        proposals.register(proposed_after_assists)
