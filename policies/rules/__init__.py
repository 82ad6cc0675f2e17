"""The adopted rules of a council: what differs between councils, as one typed, frozen object.

`schema` says which values there are and what each takes; `meaning` says what they mean, as pure functions.
"""

from policies.rules.schema import Rule, Rules, RulesError, Source, read_rules

__all__ = ["Rule", "Rules", "RulesError", "Source", "read_rules"]
