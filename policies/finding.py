"""What is found of policies: each version, by its title and its text."""

from search.indexes import Index

POLICIES = Index("policies", model="policies.PolicyVersion", title="title", body="text")
