"""Files that people take along: calendars and tables."""
