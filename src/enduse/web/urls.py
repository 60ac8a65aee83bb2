"""Every address of the site; one thing has one address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("enduse.web.public.urls")), prefix_default_language=False
)
