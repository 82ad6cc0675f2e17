"""Links to other sites (post-links)."""

from collections.abc import Iterable

from policies.rules.schema import Rules
from policies.screening.findings import Finding, Topic, kind_of


def unconfirmed_links(links: Iterable[str], confirmed: Iterable[str], rules: Rules) -> tuple[Finding, ...]:
    """One for each link that nobody has confirmed, where the policy asks for it; elsewhere none."""
    rule, done = rules.publishing.link_permission, frozenset(confirmed)
    if rule is None:
        return ()
    kind = kind_of(Topic.LINKS, "unconfirmed")
    return tuple(
        Finding(Topic.LINKS, "unconfirmed", "links", 0, 0, link, kind.weight, rule.source, True, kind.advice)
        for link in dict.fromkeys(links)
        if link not in done
    )
