"""The address of the assessment form."""

from django.urls import URLPattern, path

from enduse.web.public.views import assess

urlpatterns: list[URLPattern] = [path("assess/", assess.assess, name="assess")]
