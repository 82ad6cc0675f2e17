"""The demonstration council: fictitious people, their posts, and one-press sign-in. Only with DEMO=1."""
