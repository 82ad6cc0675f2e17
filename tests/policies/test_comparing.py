"""Two texts word by word, nothing lost and nothing made up: whole, line by line, and policies section by section."""

from hypothesis import given
from hypothesis import strategies as st

from policies.comparing import Change, Mark, Pieces, changed_lines, compare_policies, compare_words

OLD = "First words.\n\n## Minutes\n\nWithin a month.\n\n- one\n- two\n\n## Fees\n\nNone.\n"


def read(pieces: Pieces, *marks: Mark) -> str:
    return "".join(piece.words for piece in pieces if piece.mark in marks)


def test_one_word_is_one_change() -> None:
    pieces = compare_words("We sing at 5 pm.", "We sing at 5.30 pm.")
    assert [(piece.mark, piece.words) for piece in pieces] == [
        (Mark.SAME, "We sing at "),
        (Mark.OUT, "5 "),
        (Mark.IN, "5.30 "),
        (Mark.SAME, "pm."),
    ]


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_pieces_are_the_two_texts(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert read(pieces, Mark.SAME, Mark.OUT) == old
    assert read(pieces, Mark.SAME, Mark.IN) == new


def test_a_long_text_is_compared_whole() -> None:
    old = "the lane is closed " * 3000
    pieces = compare_words(old, old + "today")
    assert read(pieces, Mark.SAME, Mark.IN) == old + "today"


def test_only_lines_in_which_something_differs_are_shown_and_those_whole() -> None:
    before = "We publish news.\n\nThe Clerk approves.\n\nWe answer mail."
    after = "We publish news.\n\nThe Clerk or the Chair approves.\n\nWe answer mail.\n\nWe keep records."
    first, second = changed_lines(before, after)
    assert read(first, Mark.SAME, Mark.OUT) == "The Clerk approves."
    assert read(first, Mark.SAME, Mark.IN) == "The Clerk or the Chair approves."
    assert [(piece.mark, piece.words) for piece in second] == [(Mark.IN, "We keep records.")]


def test_texts_that_are_the_same_have_no_changed_line() -> None:
    assert changed_lines("One.\n\nTwo.", "One.\n\nTwo.") == ()


# ------------------------------------------------------------------------------------------------- policies
def changes(new: str) -> tuple[Change, ...]:
    return compare_policies(OLD, new).changes


def test_a_policy_is_compared_section_by_section() -> None:
    comparison = compare_policies(OLD, OLD.replace("a month", "a week"))
    assert [change.place for change in comparison.changes] == ["Minutes"]
    assert read(comparison.changes[0].pieces, Mark.OUT) == "month."
    assert comparison.same == ("Before the first heading", "Fees")


def test_an_item_that_is_new_is_one_change() -> None:
    (change,) = changes(OLD.replace("- two", "- two\n- three"))
    assert read(change.pieces, Mark.IN).strip() == "• three"


def test_a_section_that_comes_or_goes_is_a_change() -> None:
    assert [change.place for change in changes(OLD + "\n## Empty\n")] == ["Empty"]
    assert [change.place for change in changes(OLD.replace("## Fees\n\nNone.\n", ""))] == ["Fees"]
    assert [change.place for change in changes(OLD.replace("## Fees", "## Charges"))] == ["Charges", "Fees"]


def test_two_sections_of_one_name_are_told_apart() -> None:
    twice = f"{OLD}\n## Fees\n\nSome.\n"
    assert [change.place for change in changes(twice)] == ["Fees (2)"]


def test_how_markdown_is_written_is_no_change() -> None:
    assert changes(OLD.replace("- ", "* ").replace("First words", "*First* words")) == ()
