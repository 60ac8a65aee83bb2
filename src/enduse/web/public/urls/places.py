"""The addresses of countries, technologies, incidents and policies."""

from django.urls import URLPattern, path

from enduse.web.public.views.places import countries, incidents, policies, technologies

urlpatterns: list[URLPattern] = [
    path("countries/", countries.countries, name="countries"),
    path("countries/<slug:code>/", countries.country, name="country"),
    path("technologies/", technologies.technologies, name="technologies"),
    path("technologies/<slug:code>/", technologies.technology, name="technology"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/<slug:pk>/", incidents.incident, name="incident"),
    path("policies/", policies.policies, name="policies"),
    path("policies/<slug:pk>/", policies.policy, name="policy"),
]
