"""Whose it is: the question asked of each picture, each document and of words that are quoted (post-copyright)."""

from typing import Any

from django import forms

from files.enclosed import Origin

OWN, OTHERS = "own", "others"
LONGEST = 300
WHO_ALLOWS = "Who has allowed it, and when?"
SAY_WHOSE = "Say whose it is."
SAY_SOURCE = "Say where it is from and who made it."
SAY_PERMISSION = "Say who has allowed it, and when."


def whose_field(**wishes: Any) -> forms.ChoiceField:
    choices = [(OWN, "Ours"), (OTHERS, "Somebody else’s")]
    return forms.ChoiceField(
        label="Whose is it?",
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": SAY_WHOSE},
        **wishes,
    )


def source_field() -> forms.CharField:
    return forms.CharField(label="Where is it from, and who made it?", required=False, max_length=LONGEST)


def permission_field() -> forms.CharField:
    return forms.CharField(label=WHO_ALLOWS, required=False, max_length=LONGEST)


def origin_in(cleaned: dict[str, Any], prefix: str = "") -> Origin:
    """The origin that was filled in. Nothing chosen is not the writer's own."""
    if cleaned.get(f"{prefix}whose") == OWN:
        return Origin()
    return Origin(False, cleaned.get(f"{prefix}source", ""), cleaned.get(f"{prefix}permission", ""))


def values_of(origin: Origin, prefix: str = "") -> dict[str, str]:
    others = OTHERS if origin.source or origin.permission else ""
    whose = OWN if origin.is_own else others
    return {f"{prefix}whose": whose, f"{prefix}source": origin.source, f"{prefix}permission": origin.permission}


def missing(form: forms.Form, prefix: str = "") -> None:
    """Puts an error at each answer that is still to be given before the post can be submitted."""
    cleaned = form.cleaned_data
    if not cleaned.get(f"{prefix}whose"):
        form.add_error(f"{prefix}whose", SAY_WHOSE)
    elif not origin_in(cleaned, prefix).is_stated:
        for name, message in (("source", SAY_SOURCE), ("permission", SAY_PERMISSION)):
            if not cleaned.get(f"{prefix}{name}"):
                form.add_error(f"{prefix}{name}", message)
