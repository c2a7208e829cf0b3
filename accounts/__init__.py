"""People who work with cases, the local groups they belong to, and how they sign in."""
