"""Predicates: which words tell of events, who does what to whom in their clause, and whether it happened."""
