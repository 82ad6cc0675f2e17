from django.http import HttpRequest, HttpResponse


def group(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse("soon")


def decide(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse("soon")


def takedown(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse("soon")
