"""Help in plain words: beside each page, and all of it on one."""
