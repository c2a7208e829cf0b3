"""Makes the checks and commands of this package known to Django."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "How Poruch runs"

    def ready(self):
        from config import checks  # noqa: F401  registers itself
