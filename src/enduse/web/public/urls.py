"""The addresses of the public pages."""

from django.urls import path

from enduse.web.public.views import home

app_name = "public"
urlpatterns = [path("", home.home, name="home")]
