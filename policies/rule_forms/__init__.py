"""One question about the rules as a form, made from the shape of its answer."""

from policies.rule_forms.form import RuleForm, rows_in

__all__ = ["RuleForm", "rows_in"]
