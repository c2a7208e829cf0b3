"""The web server's way in. It refuses to answer under unsafe settings, however it was started."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config.checks import refuse_unsafe  # noqa: E402  needs the settings

refuse_unsafe()
