"""What is printed as PDF: letters, minutes and the calendar of a plan."""
