"""Reminders: one message a person and day with everything owed by now."""
