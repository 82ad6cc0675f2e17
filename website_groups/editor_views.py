from django.http import HttpRequest, HttpResponse


def pages(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse("soon")


def details(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse("soon")


def item(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse("soon")
