"""Readings in, incidents out: copies and origins, candidates, likeness, clusters, figures, disputes."""
