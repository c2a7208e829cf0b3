from django.apps import AppConfig


class LawpackConfig(AppConfig):
    name = "lawpack"
