"""How often one address may send a public form: counted in the cache, written nowhere, and forgotten by itself."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from accounts.refusals import BadInput

TOO_OFTEN = (
    "A great deal has come from your address in the last hour. Nothing you typed is lost: please send it again later, "
    "or ring the office."
)


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds, for each address and for this one thing."""

    name: str
    times: int
    seconds: int = 60 * 60

    def require(self, request: HttpRequest) -> None:
        """Counts this time. Raises BadInput where it is one too many, so that a form keeps what was typed."""
        key = f"limit-{self.name.replace(' ', '-')}-{get_adapter(request).get_client_ip(request)}"
        cache.add(key, 0, self.seconds)
        try:
            taken = cache.incr(key)
        except ValueError:  # forgotten between the two
            return
        if taken > self.times:
            raise BadInput("", TOO_OFTEN)
