"""The addresses of campaigns and rounds of letters."""

from django.urls import URLPattern, path

from enduse.web.public.views.outreach import pages

urlpatterns: list[URLPattern] = [
    path("campaigns/", pages.campaigns, name="campaigns"),
    path("campaigns/<slug:key>/", pages.campaign, name="campaign"),
    path("outreach/<slug:key>/", pages.outreach, name="outreach"),
]
