"""Routes of letters; each stands below its case."""

from django.urls import path

from documents.views import agreeing, calculation, dispatch, letters

app_name = "documents"
LETTER = "cases/<uuid:pk>/letters/<uuid:letter_id>"
urlpatterns = [
    path("cases/<uuid:pk>/money/calculation.pdf", calculation.pdf, name="calculation"),
    path("cases/<uuid:pk>/letters/new", letters.new, name="new"),
    path(f"{LETTER}/", letters.show, name="show"),
    path("status/letter", agreeing.read, name="agree"),
    path(f"{LETTER}/show", agreeing.show, name="show_worker"),
    path(f"{LETTER}/edit", letters.edit, name="edit"),
    path(f"{LETTER}/approve", letters.approve, name="approve"),
    path(f"{LETTER}/send-back", letters.send_back, name="send_back"),
    path(f"{LETTER}/withdraw", letters.withdraw, name="withdraw"),
    path(f"{LETTER}/page/<int:number>.png", letters.picture, name="page"),
    path(f"{LETTER}/pdf", letters.pdf, name="pdf"),
    path(f"{LETTER}/send/email", dispatch.email, name="send_email"),
    path(f"{LETTER}/send/paper", dispatch.paper, name="send_paper"),
    path(f"{LETTER}/send/<uuid:dispatch>/retry", dispatch.retry, name="retry"),
    path(f"{LETTER}/send/<uuid:dispatch>/settle", dispatch.settle, name="settle"),
    path(f"{LETTER}/kept", dispatch.kept, name="kept"),
]
