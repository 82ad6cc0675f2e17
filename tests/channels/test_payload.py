"""What is frozen at publication: canonical, complete, and read back as it was written."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from channels.payload import Payload, Picture

pictures = st.builds(Picture, sha256=st.text("0123456789abcdef", min_size=64, max_size=64), alt=st.text())
payloads = st.builds(
    Payload.of, title=st.text(), text=st.text(), address=st.text(), pictures=st.lists(pictures), before=st.text()
)


@settings(deadline=None)
@given(payloads)
def test_what_is_read_is_what_was_written(payload: Payload) -> None:
    assert Payload.read(payload.document()) == payload


@settings(deadline=None)
@given(payloads)
def test_the_same_payload_has_one_document(payload: Payload) -> None:
    assert Payload.read(payload.document()).document() == payload.document()


def test_the_document_is_canonical_and_says_it_all() -> None:
    picture = Picture("0a" * 32, "A lane under water")
    document = Payload.of("Mill Lane", "Closed – see map.", "https://thornby.example/", [picture]).document()
    assert document == (
        '{"address":"https://thornby.example/","before":"",'
        f'"pictures":[{{"alt":"A lane under water","sha256":"{"0a" * 32}"}}],'
        '"text":"Closed – see map.","title":"Mill Lane"}'
    )
    assert list(json.loads(document)) == sorted(json.loads(document))


def test_titles_are_one_line_and_texts_have_plain_line_breaks() -> None:
    payload = Payload.of(" Mill\r\n Lane ", "\r\nOne\r\ntwo\n", before="Old\r\nwords ")
    assert (payload.title, payload.text, payload.before) == ("Mill Lane", "One\ntwo", "Old\nwords")
