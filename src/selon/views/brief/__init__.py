"""Briefs: what is new, what changed, what is disputed since a day, to be read, printed, sent."""
