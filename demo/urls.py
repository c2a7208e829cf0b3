"""Routes of the demo's Outbox page."""

from django.urls import path

from demo import views

app_name = "outbox"
urlpatterns = [
    path("", views.outbox, name="list"),
    path("<uuid:letter_id>/", views.show, name="show"),
    path("<uuid:letter_id>/<int:number>/", views.attachment, name="attachment"),
]
