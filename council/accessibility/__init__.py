"""The accessibility statement, made from facts: on the public website, and at the desk where the facts are kept."""
