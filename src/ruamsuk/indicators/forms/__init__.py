"""What people fill in to make, discuss and settle a framework."""

from ruamsuk.indicators.forms.indicator import IndicatorForm
from ruamsuk.indicators.forms.parts import AboutForm, GoalForm, IndexForm, PartForm, VariableForm
from ruamsuk.indicators.forms.settle import CommentForm, HandsForm, PollForm, SeriesForm
from ruamsuk.indicators.forms.start import StartForm

__all__ = [
    "AboutForm",
    "CommentForm",
    "GoalForm",
    "HandsForm",
    "IndexForm",
    "IndicatorForm",
    "PartForm",
    "PollForm",
    "SeriesForm",
    "StartForm",
    "VariableForm",
]
