"""From a framework of goals and indicators and a table of households to honest numbers.

>>> from ruamsuk.engine import Design, assess, read_table, template
"""

from ruamsuk.engine.assess import assess
from ruamsuk.engine.bootstrap import bootstrap_errors
from ruamsuk.engine.database import DuckDatabase
from ruamsuk.engine.framework.load import load_framework
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.framework.templates import TEMPLATES, template, template_text
from ruamsuk.engine.insights import insights
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.patterns import collapse
from ruamsuk.engine.result import Assessment
from ruamsuk.engine.tables import Table, read_table

__all__ = [
    "TEMPLATES",
    "Assessment",
    "Design",
    "DuckDatabase",
    "Framework",
    "Table",
    "assess",
    "bootstrap_errors",
    "collapse",
    "insights",
    "load_framework",
    "read_table",
    "template",
    "template_text",
]
