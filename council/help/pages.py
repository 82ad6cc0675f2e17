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
    "questions": "Questions and advice",
    "readers": "Who has read what",
    "groups": "Your groups’ pages",
    "people": "People and offices",
    "settings": "The council’s own page",
    "notifications": "Your notifications",
}
