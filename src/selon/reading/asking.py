"""Which rules of a list are asked of which words of a sentence: one walk over the sentence for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from selon.languages.syntax import Sentence, Token


class Questions:
    """Rules that are asked of words with certain parts of speech and relations (null: of any): all sentences are looked through, and most
    words are asked nothing."""

    def __init__(self, of: Iterable[tuple[frozenset[str] | None, frozenset[str] | None]]) -> None:
        self._of = tuple(of)
        self._known: dict[tuple[str, str], tuple[int, ...]] = {}

    def asked(self, sentence: Sentence, first: int = 0) -> list[tuple[int, list[Token]]]:
        """The rules from `first` on that some word is to be asked, in order, by their places, with these words in text order."""
        found: dict[int, list[Token]] = {}
        known = self._known
        for t in sentence.tokens:
            rules = known.get((t.pos, t.rel))
            for k in self._learn((t.pos, t.rel)) if rules is None else rules:
                if k in found:
                    found[k].append(t)
                else:
                    found[k] = [t]
        return [(k, found[k]) for k in sorted(found) if k >= first]

    def _learn(self, key: tuple[str, str]) -> tuple[int, ...]:
        pos, rel = key
        self._known[key] = tuple(k for k, (tags, relations) in enumerate(self._of)
                                 if (tags is None or pos in tags) and (relations is None or rel in relations))
        return self._known[key]
