"""Is a file what it may be? Pure functions over bytes: nothing here knows Django, a case or a person."""
