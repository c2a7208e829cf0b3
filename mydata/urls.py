"""Routes of the worker's own data: they say nothing of whom."""

from django.urls import path

from mydata import views

app_name = "mydata"
urlpatterns = [
    path("status/data", views.overview, name="overview"),
    path("status/data/<slug:what>", views.act, name="act"),
]
