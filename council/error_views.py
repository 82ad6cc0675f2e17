"""Pages for what did not work: each says what to do next."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own gives its template no request, and so no council."""
    context = {"is_too_large": isinstance(exception, RequestDataTooBig)}
    return render(request, "400.html", context, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The same (settings.CSRF_FAILURE_VIEW)."""
    return render(request, "403_csrf.html", status=403)
