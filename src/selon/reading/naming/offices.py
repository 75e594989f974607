"""Roles and who holds them: the name that a description stands for, the person behind the body he speaks for."""

from __future__ import annotations

from selon.atlas.phrases import fold
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name
from selon.reading.naming.nouns import POSSESSIVE, NounPhrases

OFFICE = 3          # words of a title or role between the name of a body and that of a person
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ"))
DESCRIBED = frozenset(("person", "organisation", "group"))      # kinds of names that a noun may describe


def office(phrases: NounPhrases, s: Sentence, head: Token, last: int) -> Token | None:
    """The last word of the role that a person holds in the body which the parser took for the head of a phrase, which ends with `last`:
    "European Union President Ann Hall" speaks of Ann Hall."""
    body = phrases.names.at(s, head.i)
    if body is None or body.kind in ("person", "nationality"):
        return None
    for i in range(body.last + 1, min(body.last + 1 + OFFICE, last) + 1):
        name = phrases.names.at(s, i)
        if name is not None:
            return role_until(phrases, s, body.last + 1, i) if name.kind == "person" else None
        if s[i].pos not in NOMINAL:
            return None
    return None


def described(phrases: NounPhrases, s: Sentence, head: Token) -> Name | None:
    """The person or organisation a head word describes: its apposition, or the name it stands before ("le porte-parole John Kirby")."""
    here = phrases.names.within(s)
    if not here:
        return None
    for c in s.children(head, "appos", "flat"):
        name = here.get(c.i)
        if name is None and c.i > head.i and phrases.words.title(c.text) is not None:
            name = here.get(c.i + 1)        # « Son avocate, Me Anne Hall »
        if name is not None and name.kind in DESCRIBED:
            return name
    if head.rel in ("appos", "flat", "compound") or (head.rel == "nsubj" and not s.parsed):
        name = here.get(head.head)
        if name is not None and name.kind in DESCRIBED and (head.rel != "compound" or name.kind == "person"):
            return name
    for i in range(head.i + 1, len(s)):
        name = here.get(i)
        if name is None:
            if s[i].pos in ("VERB", "AUX", "SCONJ"):
                return None
        elif name.kind == "person" and name.first == i:
            # one token beyond, since a name right after its description often hangs on the verb: "Police spokeswoman Ann Hall said"
            near = i == head.i + 1 or i <= phrases.bounds(s, head)[1] or _behind_body(phrases, s, head, i)
            return name if near and s[i - 1].pos not in ("ADP", "DET", "CCONJ") and s[i - 1].text not in POSSESSIVE else None
    return None


def role_until(phrases: NounPhrases, s: Sentence, first: int, end: int) -> Token | None:
    """The word that a role is known by which begins not before `first` and ends right before the word `end`, the longest: "chief" of
    "chief of staff"."""
    nouns = phrases.nouns(s)
    for i in range(first, end):
        if i in nouns and nouns[i][0].human and i + len(nouns[i][1].split()) == end:
            return s[i]
    return s[end - 1] if first < end and phrases.words.title(s[end - 1].text) is not None else None


def _behind_body(phrases: NounPhrases, s: Sentence, head: Token, i: int) -> bool:
    """Whether between a role and the word `i` there is but the rest of the role or the body it is held in: "chief of staff Ann Hall",
    "president of the Red Cross Ann Hall"."""
    found = phrases.nouns(s).get(head.i)
    if found is None or not found[0].human:
        return False
    if found[1].split()[-1:] == [fold(s[i - 1].text)] and len(found[1].split()) == i - head.i:
        return True
    body = phrases.names.at(s, i - 1)
    return body is not None and body.kind == "organisation" and all(t.pos in ("ADP", "DET") for t in s.tokens[head.i + 1:body.first])
