"""Halls, phones and questions of the tests."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.test import Client

from ruamsuk.communities.models import Community, Role
from ruamsuk.halls import actions
from ruamsuk.halls.models import Answer, Hall, Question
from ruamsuk.lib.text import LocalText
from tests.cast import Cast

JSON = "application/json"


def hall(known: Cast, **options: object) -> Hall:
    """A hall of the network."""
    title = LocalText("เวทีเครือข่าย", "Forum")
    return actions.open_hall(known.organiser, known.network, title, **options)  # type: ignore[arg-type]


def home_hall(known: Cast) -> Hall:
    """A hall of the community."""
    return actions.open_hall(known.people[Role.FACILITATOR], known.home, LocalText("ประชุมหมู่บ้าน"))


def ask(known: Cast, where: Hall, *options: str, text: str = "ทำต่อไหม") -> Question:
    """A question that is on the screen."""
    made = actions.ask(known.organiser, where, text, list(options))
    where.refresh_from_db()
    return made


@dataclass
class Phone:
    """A phone in a hall, without an account."""

    hall: Hall
    client: Client = field(default_factory=Client)
    token: str = ""

    @property
    def address(self) -> str:
        return f"/hall/{self.hall.code}/"

    def join(self, community: Community | None = None, **said: str) -> int:
        """Take a seat; give the status of the answer."""
        data = {"community": community.pk if community else "", **said}
        status = self.client.post(self.address, data).status_code
        self.look()
        return status

    def look(self) -> str:
        """The page, whose token is kept for sending."""
        page = self.client.get(self.address).content.decode()
        found = re.search(r'data-token="([^"]+)"', page)
        self.token = found[1] if found else self.token
        return page

    def now(self, seen: int = 0) -> tuple[int, str]:
        answer = self.client.get(f"{self.address}now/", {"seen": seen})
        return answer.status_code, answer.content.decode()

    def send(self, question: Question, key: str = "", stamp: int = 0, **said: object) -> int:
        """Send an answer as the script does; give the status."""
        data = {"token": self.token, "scene": "question", "about": question.pk, **said}
        if key:
            data["key"] = f"00000000-0000-4000-8000-{key:0>12}"
        if stamp:
            data["stamp"] = stamp
        answer = self.client.post(f"{self.address}send/", data, headers={"accept": JSON})
        return answer.status_code


def counted(question: Question) -> list[int | str]:
    """What counts, in the order of the stamps."""
    rows = Answer.objects.filter(question=question, late=False).order_by("stamp", "id")
    return [one.words if one.choice is None else one.choice for one in rows]
