"""Where each address leads."""

from django.urls import include, path

from accounts.views import groups
from config import views

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error

urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", views.healthz, name="healthz"),
    path("language", views.set_language, name="set_language"),
    path("imprint/", groups.imprints, name="imprint"),
    path("privacy/", groups.privacy_pages, name="privacy"),
    path("account/", include("accounts.doors")),
    path("", include("accounts.urls")),
    path("", include("cases.urls")),
    path("", include("door.urls")),
    path("", include("documents.urls")),
    path("", include("mydata.urls")),
    path("", include("evidence.urls")),
    path("notices/", include("notifications.urls")),
    path("outbox/", include("demo.urls")),
]
