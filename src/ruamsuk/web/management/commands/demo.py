"""Fill an empty database with the network of the demonstration."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Community, Network
from ruamsuk.web.demo.people import make_people
from ruamsuk.web.demo.places import NETWORK, make_places


class Command(BaseCommand):
    """Make the demonstration once; a database with real data is left alone."""

    help = "Fill an empty database with the network of the demonstration (synthetic data)."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, unless it is there."""
        if _complete():
            return
        with translation.override("th"):
            real = User.objects.filter(demo=False).exists() or (
                Network.objects.filter(demo=False).exists()
                or Community.objects.filter(demo=False).exists()
            )
            if real:
                raise CommandError(
                    _(
                        "This database holds real data, and the demonstration stays out of it. "
                        "Set RUAMSUK_DATA to another folder, such as var/demo."
                    )
                )
            from ruamsuk.web.demo.walk import walk  # loads the engine

            self.stdout.write(_("Making the network of the demonstration. It takes a minute."))
            Network.objects.filter(slug=NETWORK, demo=True).delete()
            User.objects.filter(demo=True).delete()
            with transaction.atomic():
                network = make_places()
                people = make_people(network)
            walk(network, people)


def _complete() -> bool:
    """Whether the last step of the walk was made in every community."""
    communities = Community.objects.filter(demo=True)
    return (
        communities.exists() and not communities.exclude(rounds__publication__isnull=False).exists()
    )
