"""Tests of what Poruch promises, one file per behaviour."""
