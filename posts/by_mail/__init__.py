"""Items for the website that come by e-mail (website-items-by-email): read, made into drafts, answered once."""
