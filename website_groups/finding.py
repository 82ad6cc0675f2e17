"""What of the groups is found: the words that the public sees."""

from search.indexes import Index

ITEMS = Index("groups", model="website_groups.Item", text="live_version", title="title", body="words")
