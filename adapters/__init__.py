"""The outside world: clock, calendar, settings, mail, documents, templates."""
