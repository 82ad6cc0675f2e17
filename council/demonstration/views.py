"""One-press sign-in as a person of the demonstration council."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from council.demonstration.people import sign_in_with_one_press


@require_POST
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(sign_in_with_one_press(), pk=pk)
    login(request, person, backend="accounts.backends.SignInBackend")
    return redirect("desk")
