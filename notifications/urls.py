"""Routes of the notices."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [path("", views.notices, name="list")]
