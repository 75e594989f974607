"""How names are found: candidate runs of words, and what kind of name each is."""
