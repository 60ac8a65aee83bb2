"""The addresses of statements, demands and pledges."""

from django.urls import URLPattern, path

from enduse.web.public.views.demands import pages

urlpatterns: list[URLPattern] = [
    path("statements/", pages.statements, name="statements"),
    path("statements/<slug:key>/", pages.statement, name="statement"),
    path("demands/", pages.demands, name="demands"),
    path("pledges/", pages.pledges, name="pledges"),
]
