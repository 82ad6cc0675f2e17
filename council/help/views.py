"""All help on one page, and the keys."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import DeskRequest
from council.help.pages import PAGES


@login_required
def everything(request: DeskRequest) -> HttpResponse:
    texts = [(name, title, f"help/{name}.html") for name, title in PAGES.items()]
    return render(request, "help/everything.html", {"texts": texts})


@login_required
def keys(request: DeskRequest) -> HttpResponse:
    """The keyboard shortcuts, and the switch for them."""
    return render(request, "help/keys.html")
