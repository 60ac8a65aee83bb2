"""The app public."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Names the app."""

    name = "enduse.web.public"
    label = "public"
