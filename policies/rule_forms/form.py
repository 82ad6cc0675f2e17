"""The form of one question: the answer, whether there is a rule at all, and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.offices import Office
from policies.rule_forms.fields import MOST_ROWS, UNSET, Asking, Unclear, answer_in, fields_of
from policies.rules import meaning as means
from policies.rules.asking import UNSTATED, Answer, Kind, Shape, mistakes
from policies.rules.schema import SourceKind

BLANK_ROWS = 2
MORE_ROWS = 3
OPEN, SETTLED = "open", "settled"
SOURCES = [
    (SourceKind.POLICY, "The policy says so"),
    (SourceKind.LAW, "The law asks for it"),
    (SourceKind.SUGGESTION, "The Council chooses it: a suggestion"),
]
SAY_WHERE = {
    SourceKind.POLICY: "Choose the heading under which it stands, or write where it stands.",
    SourceKind.LAW: "Name the Act and the section.",
    SourceKind.SUGGESTION: "Say what the Council has chosen, and where.",
}


@dataclass(frozen=True)
class Row:
    """The fields of one record of a list, below one heading."""

    title: str
    fields: tuple[BoundField, ...]


class RuleForm(forms.Form):
    """`stored` is the answer as the rules store it once the form is valid; None where the rule is unset."""

    stored: Any = None

    def __init__(
        self, data: Any = None, *, answer: Answer, headings: Sequence[str], rows: int = 0, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.answer, self.question, self.headings = answer, answer.question, headings
        value = answer.value
        there = len(value) + BLANK_ROWS if self.is_rows and value else BLANK_ROWS + 1
        self.asking = Asking(self.question, self._word, rows or there, value)
        if not self.is_simple and not self.question.is_required:
            self.fields["stated"] = _stated(answer)
        self.fields |= fields_of(self.asking)
        if answer.readings:
            self.fields["readings"] = _readings(answer)
        if self.question.has_source:
            self.fields |= _source_fields(answer, headings)
        self.fields["rows"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=self.asking.rows)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "Choose one of what is offered."
        self.fields["was"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=answer.fingerprint)

    @property
    def is_rows(self) -> bool:
        return self.question.shape.kind == Kind.ROWS

    @property
    def is_simple(self) -> bool:
        return self.question.shape.kind in (Kind.YES, Kind.ONE)

    def with_more_rows(self) -> "RuleForm":
        """What was typed, with more empty rows below it."""
        typed = {
            name: field.widget.value_from_datadict(self.data, self.files, name)
            for name, field in self.fields.items()
            if name != "rows"
        }
        rows = min(self.asking.rows + MORE_ROWS, MOST_ROWS)
        return RuleForm(answer=self.answer, headings=self.headings, rows=rows, initial=typed)

    # ------------------------------------------------------------------------------------------- for the page
    def records(self) -> Iterator[Row]:
        for number in range(self.asking.rows):
            names = [f"value-{number}-{part}" for part, shape in self.question.shape.parts if shape.kind != Kind.KEY]
            yield Row(f"{self.question.asked.row} {number + 1}", tuple(self[name] for name in names))

    def value_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.partition("-")[0] == "value"]

    # ---------------------------------------------------------------------------------------------- cleaning
    def clean(self) -> None:
        if UNSET in (self.cleaned_data.get("stated"), self.cleaned_data.get("value")):
            self.errors.clear()
            return
        if self.errors:
            return
        try:
            value, rows = answer_in(self.asking, self.cleaned_data)
        except Unclear as unclear:
            self.add_error(unclear.name, unclear.message)
            return
        if not self.question.has_source:
            self.stored = value
            return
        if value is None:
            self.add_error(self._first(), "Fill this in, or say that the policy does not say.")
        place = self._place()
        if self.errors:
            return
        self.stored = {
            "value": value,
            self.cleaned_data["source"]: place,
            "words": self.cleaned_data["words"].replace("\r\n", "\n"),
            "confirm": self._other_readings(value),
        }
        for where, message in mistakes(self.question, self.stored):
            self._blame(where, message, rows)

    def _place(self) -> str:
        heading, place = self.cleaned_data["heading"], self.cleaned_data["place"]
        source = self.cleaned_data["source"]
        if heading and source != SourceKind.POLICY:
            self.add_error("heading", "A heading is of the policy. Leave it out, or say that the policy says so.")
        elif heading and place:
            self.add_error("place", "Choose a heading, or write where it stands; not both.")
        elif not heading and not place:
            self.add_error("heading" if source == SourceKind.POLICY and self.headings else "place", SAY_WHERE[source])
        return heading or place

    def _other_readings(self, value: Any) -> list[Any]:
        """Those between which the Council has not chosen, but for the one that is the answer now."""
        if self.cleaned_data.get("readings") != OPEN:
            return []
        return [one for one in (self.answer.value, *self.answer.stored["confirm"]) if one != value]

    def _blame(self, where: tuple[str | int, ...], message: str, rows: list[int]) -> None:
        """The error at the field that it is about: the deepest one that there is."""
        name, is_row = "value", self.is_rows
        for part in where[1:]:
            if is_row and isinstance(part, int):
                part, is_row = rows[part], False  # noqa: PLW2901 - of all rows, which of them was filled in
            if any(known == f"{name}-{part}" or known.startswith(f"{name}-{part}-") for known in self.fields):
                name = f"{name}-{part}"
        self.add_error(next(known for known in self.fields if known.startswith(name)), message)

    def _first(self) -> str:
        return next(field.name for field in self.value_fields() if not field.is_hidden)

    def _word(self, value: str, shape: Shape) -> str:
        if shape.of == "Office":
            return means.called(self.answer.rules, Office(value))
        return self.question.word(value, shape)


def rows_in(data: Any) -> int:
    """How many rows the page had that was sent; nought where it does not say."""
    given = data.get("rows", "")
    return min(int(given), MOST_ROWS) if given.isdecimal() and len(given) < len("1000") else 0


def _stated(answer: Answer) -> forms.Field:
    return forms.ChoiceField(
        label="Is there a rule about it?",
        choices=[("yes", "Yes, this one"), (UNSET, f"{UNSTATED}, and nobody is stopped by it")],
        widget=forms.RadioSelect,
        initial="yes" if answer.is_stated else None,
        error_messages={"required": "Say whether there is a rule about it."},
    )


def _readings(answer: Answer) -> forms.Field:
    return forms.ChoiceField(
        label="The words can be read in another way. Which one is meant?",
        help_text=f"The other reading: {' – or: '.join(answer.readings)}",
        choices=[
            (SETTLED, "The answer above is the one that is meant"),
            (OPEN, "The Council has not said yet: keep asking"),
        ],
        widget=forms.RadioSelect,
        initial=OPEN,
        error_messages={"required": "Say whether the Council has chosen between the readings."},
    )


def _source_fields(answer: Answer, headings: Sequence[str]) -> dict[str, forms.Field]:
    """Where the rule stands: asked of every rule, and needed where there is one."""
    source = answer.source
    is_heading = bool(source and source.kind == SourceKind.POLICY and source.place in headings)
    place = source.place if source else ""
    return {
        "source": forms.ChoiceField(
            label="Where does this rule come from?",
            choices=SOURCES,
            widget=forms.RadioSelect,
            initial=source.kind if source else SourceKind.POLICY,
            error_messages={"required": "Say where the rule comes from."},
        ),
        "heading": forms.ChoiceField(
            label="Under which heading of the policy?",
            choices=[("", "None of these"), *((heading, heading) for heading in headings)],
            required=False,
            initial=place if is_heading else "",
            help_text="The headings of this version’s words.",
        ),
        "place": forms.CharField(
            label="Or where does it stand?",
            max_length=300,
            required=False,
            initial="" if is_heading else place,
            help_text="Where the policy has no such heading, the first words of the paragraph. Of a law, the Act and "
            "the section. Of a suggestion, what the Council has chosen.",
        ),
        "words": forms.CharField(
            label="In which words?",
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=source.words if source else "",
            help_text="Copied from there, so that everybody sees what a decision rests on. You may leave it empty.",
        ),
    }
