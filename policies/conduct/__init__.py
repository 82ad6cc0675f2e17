"""The pages of what is raised about the council's own people, and what of it waits at the desk (code-of-conduct)."""
