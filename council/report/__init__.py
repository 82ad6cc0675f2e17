"""The month's report: what the council published and how it was decided, for a period, to be read at a meeting."""
