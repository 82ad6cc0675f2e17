"""Which pages of the desk have help, in the order of the list. Each text is templates/help/NAME.html."""

PAGES = {
    "desk": "Waiting for you",
    "write": "Write",
    "mine": "What you have written",
    "queue": "To decide",
    "decide": "Decide on a post",
    "matters": "Matters",
    "calendar": "Calendar",
    "search": "Search",
    "policies": "Policies",
    "version": "A version of a policy",
    "reviews": "Reviews of policies",
    "read": "Read and confirm",
    "questions": "Questions and advice",
    "readers": "Who has read what",
    "rules": "The rules of the policy",
    "people": "People and offices",
    "conduct": "What was raised about our own people",
    "settings": "The council’s own page",
    "notifications": "Your notifications",
}
