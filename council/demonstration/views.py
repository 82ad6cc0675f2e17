"""One-press sign-in as a person of the demonstration council."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.models import User
from council.demonstration.people import EMAIL_ENDING


@require_POST
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk, is_active=True, email__endswith=EMAIL_ENDING)
    login(request, person, backend="accounts.backends.SignInBackend")
    return redirect("desk")
