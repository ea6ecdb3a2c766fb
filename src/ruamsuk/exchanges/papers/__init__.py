"""What is printed as PDF: letters, minutes and the calendar of a plan."""

from __future__ import annotations

from ruamsuk.lib.text import LocalText

INVENTED = LocalText("ข้อมูลสมมุติ", "invented data")
"""What stands across a paper of the demonstration."""
