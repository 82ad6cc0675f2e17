"""Every form of the project as GOV.UK components. Settings name the renderer: FORM_RENDERER."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

# The first kind that a widget is of: a check box and a file are inputs as well.
CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.FileInput: "mh-file-input",
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.Widget: "govuk-input",
}
WIDTHS = {"number": 5, "date": 10, "time": 10, "datetime-local": 20}  # in characters, by type of input
DATE_WIDTHS = {"day": 2, "month": 2, "year": 4}
FORGOTTEN = (forms.PasswordInput, forms.FileInput)  # what a browser must fill in again after an error


class GovukRenderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ form.field.as_field_group }}`; a widget alone stays Django's."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


def widget_html(field: BoundField) -> SafeString:
    """Give a field's widget with GOV.UK's classes, and without placeholder: the label stands above it."""
    widget = field.field.widget
    base = next(name for kind, name in CLASSES.items() if isinstance(widget, kind))
    classes = [base, widget.attrs.get("class", "")]
    if width := WIDTHS.get(getattr(widget, "input_type", "")):
        classes.append(f"govuk-input--width-{width}")
    if field.errors:
        classes.append(f"{base}--error")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes)), "placeholder": False})


def option_html(option: BoundWidget) -> SafeString:
    """Give one radio button or check box of a group, described by its choice's hint where it has one."""
    kind = "radios" if option.data["type"] == "radio" else "checkboxes"
    attrs = {**option.data["attrs"], "class": f"govuk-{kind}__input"}
    attrs.pop("aria-invalid", None)  # a radio button may not have it
    if getattr(option.choice_label, "hint", ""):
        attrs["aria-describedby"] = f"{option.id_for_label}_hint"
    return BoundWidget(option.parent_widget, {**option.data, "attrs": attrs}, option.renderer).tag()


def date_parts(field: BoundField) -> list[dict[str, Any]]:
    """Give the three inputs of a SelectDateWidget, with what was typed even where it is no date."""
    typed = field.form.data if field.form.is_bound else {}
    shown = field.field.widget.format_value(field.value())
    return [
        {
            "label": part.capitalize(),
            "id": f"{field.auto_id}_{part}",
            "name": f"{field.html_name}_{part}",
            "value": typed.get(f"{field.html_name}_{part}", shown[part]),
            "width": width,
        }
        for part, width in DATE_WIDTHS.items()
    ]


def errors_by_place(form: forms.BaseForm) -> list[tuple[str, str]]:
    """List a form's errors with their labels, each after the id of the input to go to, or "" for none."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        found += [(_first_id(field), _with_label(field, str(error))) for error in field.errors]
        if formset := getattr(form, "formsets", {}).get(field.name):
            found += _errors_in_rows(formset)
    return found


def is_all_kept(form: forms.BaseForm) -> bool:
    """Say whether the page after an error shows everything that was filled in."""
    widgets = [field.field.widget for field in form]
    return not any(isinstance(widget, FORGOTTEN) and not getattr(widget, "is_kept", False) for widget in widgets)


def _errors_in_rows(formset: forms.BaseFormSet) -> list[tuple[str, str]]:
    """Those of a formset, each after the name of its row: `formsets` of a form holds them by the field before them."""
    found = []
    for number, row in enumerate(formset.forms, 1):
        found += [(id_, f"{formset.row_name} {number}: {error}") for id_, error in errors_by_place(row)]  # type: ignore[attr-defined]
    return found


def _with_label(field: BoundField, error: str) -> str:
    colon = "" if str(field.label).endswith((".", "?")) else ":"
    return f"{field.label}{colon} {error}"


def _first_id(field: BoundField) -> str:
    return "" if field.is_hidden else field.id_for_label or f"{field.auto_id}_0"
