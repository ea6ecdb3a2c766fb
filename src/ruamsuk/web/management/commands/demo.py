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
from ruamsuk.web.demo.whole import is_measured, is_whole


class Command(BaseCommand):
    """Make the demonstration once; a database with real data is left alone."""

    help = "Fill an empty database with the network of the demonstration (synthetic data)."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, or what a demonstration of an earlier version has not; nothing twice."""
        network = Network.objects.filter(slug=NETWORK, demo=True).first()
        with translation.override("th"):
            if network is None or not is_measured(network):
                self._make()
            elif not is_whole(network) and not _real():
                from ruamsuk.web.demo.walk import go_on

                go_on(network)

    def _make(self) -> None:
        if _real():
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


def _real() -> bool:
    """Whether there is anything that is not of the demonstration."""
    return any(kind.objects.filter(demo=False).exists() for kind in (User, Network, Community))
