"""Forms about letters: they read what was typed and call nothing."""
