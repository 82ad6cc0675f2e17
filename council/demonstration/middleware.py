"""The product's own error pages in the demonstration, where DEBUG would show Django's with a traceback."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults

OF_DJANGO = b"<code>DEBUG = True</code>"


class OwnErrorPages:
    """Stands first, so that it sees the answer last. The traceback is on the console."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or response.streaming or OF_DJANGO not in response.content:
            return response
        if response.status_code == 404:
            return defaults.page_not_found(request, Http404())
        if response.status_code == 400:
            return defaults.bad_request(request, Exception())
        return defaults.server_error(request)
