"""The app outreach."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Names the app."""

    name = "enduse.web.outreach"
    label = "outreach"
