"""Letters: composed from the case's facts, read by a second person, frozen, sent, never rendered again."""
