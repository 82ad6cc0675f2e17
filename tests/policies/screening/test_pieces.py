"""Pictures, attachments and quotations (post-copyright, and the law on descriptions), and links (post-links)."""

import pytest

from policies.rules.schema import SourceKind
from policies.screening import Finding, Known, Piece, Topic, screen, unconfirmed_links
from tests.policies.screening.looking import ALL, B, D, F, S, T, picture, rules, without

THEIRS = {"is_own": False, "source": "Thornby Echo", "permission": "The editor, by e-mail of 3 May"}


def found(piece: Piece, by=None) -> list[Finding]:
    return list(screen([], [piece], by or rules(F), "england", Known))


# ------------------------------------------------------------------------------------------------- descriptions
@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("description", ["", "  ", "IMG_1234.jpg", "photo", "A picture 2", "swings.jpeg"])
def test_a_picture_needs_a_description_by_law(name: str, description: str) -> None:
    (finding,) = found(picture(description=description), rules(name))
    assert (finding.topic, finding.place, finding.quote) == (Topic.DESCRIPTION, "picture 1", "picture 1")
    assert (finding.source.kind, finding.stops) == (SourceKind.LAW, True)
    assert finding.source.place == "Accessibility Regulations 2018 (SI 2018/952), reg. 6"


@pytest.mark.parametrize(
    "piece",
    [
        picture(),
        picture(description="Photograph of the swings"),
        picture(description="", is_decorative=True),
        picture(description="", needs_description=False),
    ],
)
def test_what_needs_none_or_has_one_passes(piece: Piece) -> None:
    assert found(piece) == []


# ------------------------------------------------------------------------------------------------------ whose
@pytest.mark.clause("post-copyright")
@pytest.mark.parametrize("lacking", ["source", "permission"])
@pytest.mark.parametrize("name", ALL)
def test_other_peoples_work_states_source_and_permission(name: str, lacking: str) -> None:
    (finding,) = found(picture(**THEIRS | {lacking: " "}), rules(name))
    assert (finding.topic, finding.kind, finding.stops) == (Topic.SOURCE, "missing", True)
    assert finding.source == rules(name).publishing.copyright.source


@pytest.mark.clause("post-copyright")
@pytest.mark.parametrize(("name", "told"), [(F, True), (S, True), (B, True), (D, False), (T, False), ("model", False)])
def test_a_council_that_asks_to_own_the_copyright_is_told_and_not_stopped(name: str, told: bool) -> None:
    assert [(finding.kind, finding.stops) for finding in found(picture(**THEIRS), rules(name))] == (
        [("not_owned", False)] if told else []
    )


@pytest.mark.clause("post-copyright")
def test_where_no_policy_speaks_the_law_does() -> None:
    (finding,) = found(picture(is_own=False), without(F, "copyright"))
    assert finding.source.place == "Copyright, Designs and Patents Act 1988, s.16"
    assert (finding.source.kind, finding.stops) == (SourceKind.LAW, True)


# ------------------------------------------------------------------------------------------------------ links
@pytest.mark.clause("post-links")
def test_thornbury_confirms_each_link_to_another_site() -> None:
    links = ["https://a.example/", "https://b.example/", "https://a.example/"]
    (finding,) = unconfirmed_links(links, ["https://b.example/"], rules(T))
    assert (finding.topic, finding.quote, finding.stops) == (Topic.LINKS, "https://a.example/", True)
    assert finding.source == rules(T).publishing.link_permission.source


@pytest.mark.clause("post-links")
@pytest.mark.parametrize("name", [F, S, D, B])
def test_elsewhere_no_link_is_asked_about(name: str) -> None:
    assert unconfirmed_links(["https://a.example/"], [], rules(name)) == ()
