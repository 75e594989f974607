"""Lemmas that a form may have by its ending, for words that the tagger or the table of lemmas does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

LEAST = 3           # letters of a root


def roots(form: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The lemmas, the first ending of the list first; a doubled consonant is undone too ("stopped", "stop")."""
    for ending, base in endings:
        if form.endswith(ending) and len(form) > len(ending) + LEAST - 1:
            root = form[:len(form) - len(ending)]
            yield root + base
            if len(root) > LEAST and root[-1] == root[-2] and len(base) != 1:      # "rapping" is no rape
                yield root[:-1] + base
