"""What is counted of acts: what became of people, and things that take part in them."""

from __future__ import annotations

from selon.model import What

LOSSES: frozenset[What] = frozenset({"killed", "injured", "missing", "captured", "abducted", "displaced", "evacuated", "arrested", "sick"})
THINGS: frozenset[What] = frozenset({"drones", "missiles", "rockets", "aircraft", "vehicles"})
