from django.http import HttpRequest, HttpResponse


def group(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse("soon")


def item(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse("soon")
