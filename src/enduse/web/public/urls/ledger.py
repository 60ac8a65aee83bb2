"""The addresses of licences, authorities and registers."""

from django.urls import URLPattern, path

from enduse.web.public.views import authorities, ledger

urlpatterns: list[URLPattern] = [
    path("licences/", ledger.licences, name="licences"),
    path("licences/<slug:pk>/", ledger.licence, name="licence"),
    path("authorities/", authorities.every, name="authorities"),
    path("registers/", ledger.registers, name="registers"),
    path("registers/<slug:pk>/", ledger.register, name="register"),
]
