"""Kinds of item with pages of their own: meetings with their papers, members, the council's money, links."""
