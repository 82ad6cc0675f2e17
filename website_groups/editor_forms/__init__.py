"""What the editors of a group are asked, one thing a page."""
