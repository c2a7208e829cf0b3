"""The routes of Poruch and one page more: signed in, with the bar, and nothing on it."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as of_poruch


def empty(request):
    page = engines["django"].from_string('{% extends "base.html" %}{% block content %}{% endblock %}')
    return HttpResponse(page.render({}, request))


urlpatterns = [*of_poruch, path("bench/empty", empty)]
