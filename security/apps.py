from django.apps import AppConfig
from django.core import checks


class SecurityConfig(AppConfig):
    name = "security"

    def ready(self):
        from security.checks import keys_are_usable

        checks.register(keys_are_usable)
