"""The demo world: invented people and firms, built through the same verbs as the pages."""
