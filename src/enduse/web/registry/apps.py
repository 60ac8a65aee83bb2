"""The app registry."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Names the app."""

    name = "enduse.web.registry"
    label = "registry"
