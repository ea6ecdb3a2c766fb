"""What whoever leads a hall needs beside its remote control: the forum's pages, its assists."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from ruamsuk.exchanges.models import Assist, Forum
from ruamsuk.halls.beside import Page
from ruamsuk.halls.models import Hall


def pages_of(hall: Hall) -> Iterator[Page]:
    """The forum and peer assists that are held in a hall, and what is next in them."""
    for forum in Forum.objects.filter(hall=hall).select_related("community"):
        of = [forum.pk]
        network = forum.network_id or (forum.community and forum.community.network_id)
        yield Page(reverse("forum", args=of), gettext_lazy("The forum"), "calendar-days")
        address = reverse("forum_sitting", args=of)
        yield Page(address, gettext_lazy("Self-assessment"), "chart-column")
        written = pgettext_lazy("page of a forum", "Written down")
        yield Page(reverse("forum_written", args=of), written, "file-text")
        if network:
            address = reverse("forum_assists", args=of)
            yield Page(address, gettext_lazy("Peer assists"), "heart-handshake")
    running = Assist.objects.filter(Q(hall=hall) | Q(hall=None, forum__hall=hall), closed=None)
    for assist in running.select_related("asker"):
        yield Page(
            reverse("assist", args=[assist.pk]), gettext_lazy("The peer assist"), "handshake"
        )
