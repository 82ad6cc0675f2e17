"""What is found of posts: each, by the title and the words of its current version."""

from search.indexes import Index

POSTS = Index("posts", model="posts.Post", text="current_version", title="title", body="words")
