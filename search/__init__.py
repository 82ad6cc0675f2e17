"""Full text over any model, on SQLite (FTS5) and PostgreSQL (a stored tsvector with GIN), kept by the database itself.

An app says in its `finding.py` what of it is found, and settings name that (SEARCH_INDEXES):

    POSTS = Index("posts", model="posts.Post", text="current_version", title="title", body="words")

From the next `migrate` on, triggers keep the index. No save costs a query more, and none can be forgotten. A page then
asks for what this person may see, newest first, and the next page for what comes after the last one of this:

    query = parse(request.GET.get("q", ""))
    after = cursor.read(request.GET.get("before", ""))
    found = newest(POSTS, query, Post.objects.published(), order=("-published_at", "-id"), after=after)
    for post in found.rows(Post.objects.with_content()):
        extract(post.current_version.words, query)

`best(POSTS, query, Post.objects.published(), order=…)` puts first what says most about it, among the newest thousand.
"""
