"""The app demands."""

from django.apps import AppConfig


class DemandsConfig(AppConfig):
    """Names the app."""

    name = "enduse.web.demands"
    label = "demands"
