"""What the article before a noun tells: of something known, of something new, of what is pointed at."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token


def is_definite(s: Sentence, t: Token) -> bool:
    """Whether a noun has the definite article."""
    return any(c.feats.get("Definite") == "Def" for c in s.children(t, "det"))


def is_indefinite(s: Sentence, t: Token) -> bool:
    """Whether a noun has the indefinite article."""
    return any(c.feats.get("Definite") == "Ind" for c in s.children(t, "det"))


def is_pointed_at(s: Sentence, t: Token) -> bool:
    """Whether a noun has a demonstrative: "this massacre", « cette frappe »."""
    return any(c.feats.get("PronType") == "Dem" for c in s.children(t, "det"))
