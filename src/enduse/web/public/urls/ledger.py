"""The addresses of licences, authorities and registers."""

from django.urls import URLPattern, path

from enduse.web.public.views import authorities, ledger, registers

urlpatterns: list[URLPattern] = [
    path("licences/", ledger.licences, name="licences"),
    path("licences/<slug:pk>/", ledger.licence, name="licence"),
    path("authorities/", authorities.every, name="authorities"),
    path("registers/", registers.registers, name="registers"),
    path("registers/<slug:pk>/", registers.register, name="register"),
]
