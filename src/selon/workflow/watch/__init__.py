"""Watching feeds: what is polled, what is remembered, what is told to whom. docs/watching.md is its manual."""
