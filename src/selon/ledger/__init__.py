"""The store of articles, readings, incidents and decisions, append-only in what was said."""
