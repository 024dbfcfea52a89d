"""A page that is one form."""

from django.http import HttpResponse
from django.shortcuts import render

from runlog.core.words import Words
from runlog.people.requests import PersonRequest
from runlog.training.forms import LogForm


def form_page(request: PersonRequest, form: LogForm, heading: Words, back_url: str, back: Words, *, draft: str) -> HttpResponse:
    """Draw it; `back` names the page that leads to it, `draft` is the key under which a browser keeps what was typed."""
    page = {"form": form, "heading": heading, "back_url": back_url, "back": back, "cancel_url": back_url, "draft": draft}
    return render(request, "components/form_page.html", page)
