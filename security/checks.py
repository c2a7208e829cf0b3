"""Start-up checks of the secrets."""

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from security import keyring


def keys_are_usable(app_configs, **options):
    """No command that works with data starts without readable keys."""
    try:
        keyring.ring()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="security.E001")]
    return []
