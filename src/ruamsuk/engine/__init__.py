"""From a framework of goals and indicators and a table of households to honest numbers."""
