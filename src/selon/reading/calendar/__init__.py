"""The calendar of the press: time expressions found by a cascade of patterns, and the days they cover."""
