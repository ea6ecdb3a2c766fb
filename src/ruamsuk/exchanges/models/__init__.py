"""The nouns of the app."""

from ruamsuk.exchanges.models.assist import Assist, AssistNote
from ruamsuk.exchanges.models.captured import (
    Card,
    Case,
    Decision,
    Group,
    Minutes,
    MinutesBefore,
)
from ruamsuk.exchanges.models.forum import AgendaItem, Attendance, Forum, Material
from ruamsuk.exchanges.models.mentoring import Encounter, Mentoring
from ruamsuk.exchanges.models.offer import Match, Offer, Plan, PlanEdit, Request
from ruamsuk.exchanges.models.readers import Readers
from ruamsuk.exchanges.models.review import Remark
from ruamsuk.exchanges.models.step import FollowUp, Step

__all__ = [
    "AgendaItem",
    "Assist",
    "AssistNote",
    "Attendance",
    "Card",
    "Case",
    "Decision",
    "Encounter",
    "FollowUp",
    "Forum",
    "Group",
    "Match",
    "Material",
    "Mentoring",
    "Minutes",
    "MinutesBefore",
    "Offer",
    "Plan",
    "PlanEdit",
    "Readers",
    "Remark",
    "Request",
    "Step",
]
