"""Forms of the app."""

from ruamsuk.halls.forms.join import JoinForm
from ruamsuk.halls.forms.lead import HallForm, PeopleForm, QuestionForm, SlipsForm

__all__ = ["HallForm", "JoinForm", "PeopleForm", "QuestionForm", "SlipsForm"]
