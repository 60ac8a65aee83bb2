"""The pages of text: method, glossary, data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def method(request: HttpRequest) -> HttpResponse:
    """How records, figures and assessments are made, and what they do not prove."""
    return render(request, "public/method.html")


def glossary(request: HttpRequest) -> HttpResponse:
    """The terms of the field, each in plain words."""
    return render(request, "public/glossary.html")


def data(request: HttpRequest) -> HttpResponse:
    """How to take everything away."""
    return render(request, "public/data.html")
