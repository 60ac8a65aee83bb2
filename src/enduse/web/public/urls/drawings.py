"""The addresses of drawings as files: of the whole record, and of one record each."""

from django.urls import URLPattern, path

from enduse.web.public.views.drawings import files

urlpatterns: list[URLPattern] = [
    path("<slug:drawing>.<slug:form>", files.figure, name="figure"),
    path("<slug:noun>/<slug:pk>/<slug:drawing>.<slug:form>", files.drawing, name="drawing"),
]
