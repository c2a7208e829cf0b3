"""Poruch's settings, routes and entry points."""
