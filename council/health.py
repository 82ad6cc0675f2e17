"""/healthz: whether this web server reaches what it needs. For a proxy or a supervisor, who are told nothing else."""

from collections.abc import Callable

import redis
from csp.decorators import csp_exempt
from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Council

PATIENCE_SECONDS = 2


@require_safe
@never_cache
@csp_exempt()
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok", or 503 with the names of what does not answer."""
    missing = [name for name, ask in _needed().items() if not _answers(ask)]
    if missing:
        return HttpResponse(f"no answer: {', '.join(missing)}", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


def _needed() -> dict[str, Callable[[], object]]:
    return {"database": Council.objects.exists, **({"redis": _ask_redis} if settings.REDIS_URL else {})}


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except (Error, redis.RedisError):
        return False
    return True


def _ask_redis() -> None:
    patience = {"socket_connect_timeout": PATIENCE_SECONDS, "socket_timeout": PATIENCE_SECONDS}
    with redis.Redis.from_url(settings.REDIS_URL, **patience) as client:
        client.ping()
