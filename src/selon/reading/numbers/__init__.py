"""Numbers as the press writes them: words and digits read, bounds, what is counted."""
