"""Who speaks: the words of a cue's source, by syntax first and by position where the parse gives none."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, Cue, Range, first_subject
from selon.reading.attribution.incises import find_incise
from selon.reading.attribution.inversion import CUTS, FARTHEST, INWARD, NOMINAL, inverted_subject
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.shapes import prepositional
from selon.reading.attribution.voice import agent_of, is_passive, is_past_participle, is_present_participle

OUTSIDE = frozenset(("punct", "cc", "case", "parataxis", "advcl", "cop", "mark", "nsubj", "aux", "ccomp"))      # relations within no phrase
NEAR = 4            # words; the same where the tree does not set the incise off
TITLE = 3           # words of a title before a name set off
MATTERS = frozenset(("accuse", "criticize", "praise"))     # classes that say for what
LONGEST = 30        # words; a longer dependent of a subject is left out


class Speaker(msgspec.Struct, frozen=True, gc=False):
    """A source found for a cue: how, its tokens and its head."""

    how: str
    range: Range
    head: Token
    incise: int | None = None       # the first token of the incise that names it, where its place alone says so


def sources_of(cue: Cue, lex: AttributionLexicon) -> list[Speaker]:
    """Who may be the source of a cue in its sentence, the likeliest first; none where none is expressed."""
    s = cue.sentence
    out: list[Speaker] = []
    if (x := find_incise(s, cue, lex)) is not None:
        told = speaker_of(s, cue, "beside", x.head, lex)
        out.append(msgspec.structs.replace(told, range=x.range or told.range, incise=x.start))
    tried: list[Token] = []
    for how, head in _heads(s, cue, lex):
        if head in tried or (cue.sort != "preposition" and (cue.first <= head.i <= cue.last or head.lower in lex.words["times"])):
            continue
        tried.append(head)
        found = speaker_of(s, cue, how, head, lex)
        if found.range not in [o.range for o in out]:
            out.append(found)
    return out


def is_inverted(cue: Cue, speaker: Speaker) -> bool:
    """Whether the source follows its cue in an incise: "...", said the man; not where its own verb follows it: "..., said he would go"."""
    if speaker.incise is not None:
        return True
    tokens, (first, last) = cue.sentence.tokens, speaker.range
    if cue.sort != "verb" or cue.first == 0 or first <= cue.last or speaker.how not in ("subject", "beside"):
        return False
    after = tokens[last + 1].pos if last + 1 < len(tokens) else ""
    far = speaker.how == "beside" or cue.head.rel == "parataxis"        # « ..., ont indiqué vendredi à l'AFP un élu et un gendarme »
    return (after not in ("VERB", "AUX") and first <= cue.last + (FARTHEST if far else NEAR)
            and tokens[cue.first - 1].text[-1] in CUTS and not (SAYING.isdisjoint(cue.classes) and INWARD.isdisjoint(cue.classes)))


def speaker_of(s: Sentence, cue: Cue, how: str, head: Token, lex: AttributionLexicon) -> Speaker:
    """The words of a source with a given head."""
    if how == "preposition":
        who = _told_of(s, s.head(s.head(head)), head, lex) if head.feats.get("PronType") == "Rel" else head
        if who is not head and who.pos in NOMINAL and who.i < cue.first:
            return Speaker(how, noun_phrase(s, who, before=cue.first), who)        # « le ministre, selon lequel ... »
        b = prepositional(s, cue)[1]
        b = min([b, *(s.edges(c)[0] - 1 for c in s.children(head) if c.dep == "acl:relcl" and s.edges(c)[0] > head.i)])
        while b > cue.last + 1 and s[b].pos == "PUNCT":
            b -= 1
        return Speaker(how, (cue.last if head is s[cue.last] else min(cue.last + 1, b), b), head)
    if head.feats.get("PronType") == "Rel" or (
        head.pos == "PRON" and s.head(head).dep == "acl:relcl" and head.lower in lex.words["relative"]
    ):
        up = _told_of(s, s.head(s.head(head)), head, lex)
        if lex.schema.relative_source == "antecedent" and s.head(head).rel == "acl" and up.pos in NOMINAL:
            return Speaker("relative", noun_phrase(s, up, before=head.i), up)
        return Speaker("relative", (head.i, head.i), head)
    a, b = noun_phrase(s, head)
    b = cue.first - 1 if head.i < cue.first <= b else b
    if cue.classes[0] in MATTERS and agent_of(s, cue.head, lex) is head:
        b = before_matter(s, cue, head, b, lex)
    b = _before_where(s, head.i, _before_time(s, head, b, lex), lex)
    if head.lemma in lex.speakers or head.lower in lex.speakers:
        b = _with_name(s, b, cue)
    return Speaker(how, (a, b), head)


def before_matter(s: Sentence, cue: Cue, agent: Token, last: int, lex: AttributionLexicon) -> int:
    """The last word of who accuses or praises, where the tree hangs on them what for: "accused by the union [of lying]"."""
    if MATTERS.isdisjoint(cue.classes[:1]):
        return last
    for t in s.tokens[agent.i + 1:last]:
        kind = lex.markers.get(t.lower) if t.pos in ("ADP", "SCONJ") else None
        of_matter = kind == "of" and "accuse" in cue.classes and s[t.i + 1].pos not in ("DET", "PROPN", "PRON")
        if kind in ("for", "as") or of_matter:
            return t.i - 1
    return last


def _told_of(s: Sentence, noun: Token, relative: Token, lex: AttributionLexicon) -> Token:
    """The person of whom a relative clause behind a comma tells, not what he is of: « le maire de la ville, qui s'est dit ... »."""
    up = s.head(noun)
    person = "person" in lex.speakers.get(up.lemma, ()) and "person" not in lex.speakers.get(noun.lemma, ())
    return up if person and noun.rel == "nmod" and noun.pos == "NOUN" and s[relative.i - 1].text == "," else noun


def _before_time(s: Sentence, head: Token, last: int, lex: AttributionLexicon) -> int:
    """The last word of who speaks, where a day behind it says when: "the council last week demanded"."""
    t = s[last]
    if last == head.i or t.lower not in lex.words["times"] or t.rel not in ("nmod", "obl") or t.head != head.i:
        return last
    return max(head.i, s.edges(t)[0] - 1)


def _before_where(s: Sentence, first: int, last: int, lex: AttributionLexicon) -> int:
    """The last word of a name, where a preposition behind it tells on what one spoke: "Ann Hall on Telegram"."""
    for t in s.tokens[first + 1:last]:
        if t.pos == "ADP" and s[t.i - 1].pos == "PROPN" and s[t.i + 1].pos != "DET" and lex.markers.get(t.lower) == "about":
            return t.i - 1
    return last


def _with_name(s: Sentence, last: int, cue: Cue) -> int:
    """A role's phrase with the name set off after it, wherever that hangs: "the ministry's spokesman, General Ann Hall"."""
    i = last + 1
    if i >= len(s) - 1 or s[i].text != ",":
        return last
    j = i + 1
    while j < len(s) and j - i <= TITLE and (s[j].pos in ("DET", "NOUN", "ADJ") or s[j].text[-1] == "."):
        j += 1
    end = j
    while end < len(s) and s[end].pos == "PROPN":
        end += 1
    closed = end >= len(s) or s[end].text[0] in ",.;:!?" or end == cue.first
    return end - 1 if end > j and closed and not i < cue.first < end else last


def _heads(s: Sentence, cue: Cue, lex: AttributionLexicon) -> Iterator[tuple[str, Token]]:
    h = cue.head
    if cue.sort == "preposition":
        if cue.last + 1 < len(s):
            after = s.tokens[cue.last + 1:cue.last + 8]
            own = s[cue.last] if s[cue.last].pos == "NOUN" and s[cue.last].lemma in lex.speakers else None      # « de source policière »
            yield "preposition", own or _whole(s, next((t for t in after if t.pos in NOMINAL or t.pos == "X"), after[0]))
    elif cue.sort == "colon":
        if found := _before_colon(s, h):
            yield found
    elif cue.sort == "dash":
        if name := next((t for t in s.tokens[h.i + 1:] if t.pos in NOMINAL), None):
            yield "before", _whole(s, name)
    elif cue.sort == "noun":
        if found := _of_noun(s, h, lex):
            yield found
    elif cue.sort in ("verb", "adjective"):
        yield from (x for x in (inverted_subject(s, cue, lex), _of_verb(s, h, lex, 0)) if x)
        yield from _beside(s, cue, lex)


def _whole(s: Sentence, t: Token) -> Token:
    """The head of the name a word is part of."""
    while t.rel in ("flat", "compound") and s.head(t).pos in NOMINAL and t.head != t.i:
        t = s.head(t)
    return t


def noun_phrase(s: Sentence, head: Token, before: int | None = None) -> Range:
    """A noun phrase with its appositions and without its relative clauses."""
    first = last = head.i
    for c in s.children(head):
        if (
            c.rel in OUTSIDE
            or c.dep == "acl:relcl"
            or (c.rel == "acl" and c.i > head.i + 1 and s[c.i - 1].text == ",")
        ):
            continue
        a, b = s.edges(c)
        if c.rel == "conj" and c.pos not in NOMINAL:
            continue
        if c.i > head.i and b - head.i > LONGEST:
            continue
        first, last = min(first, a), max(last, b)
    if before is not None:
        last = min(last, before - 1)
    while last > head.i and s[last].pos == "PUNCT":
        last -= 1
    while first < head.i and s[first].pos == "PUNCT":
        first += 1
    return first, max(last, head.i)


def _of_verb(s: Sentence, v: Token, lex: AttributionLexicon, depth: int) -> tuple[str, Token] | None:
    if is_passive(s, v):
        if agent := agent_of(s, v, lex):
            return "agent", agent
        felt = s.child(v, "nsubj") if v.lower in lex.adjectives else None
        return ("subject", felt) if felt else None
    subject = first_subject(s, v)
    if subject and subject.dep != "nsubj:pass":
        return "subject", subject
    if s.child(v, "expl") and not subject:
        return None
    up = s.head(v)
    if depth > 5 or up.i == v.i:
        return None
    if v.rel in ("acl", "amod"):
        return _of_modifier(s, v, up, lex, depth)
    if v.rel in ("xcomp", "advcl", "conj", "ccomp", "parataxis", "aux"):
        found = _of_verb(s, up, lex, depth + 1) if up.pos in ("VERB", "AUX", "ADJ") or s.child(up, "nsubj") else None
        if found:
            return ("shared" if v.rel == "conj" else "control"), found[1]
    return None


def _of_modifier(s: Sentence, v: Token, noun: Token, lex: AttributionLexicon, depth: int) -> tuple[str, Token] | None:
    """The source of a verb that hangs on a noun: the noun, its owner, or the subject of the clause where the participle only follows it."""
    if is_past_participle(v) and v.dep != "acl:relcl":
        agent = agent_of(s, v, lex)
        return ("agent", agent) if agent else None
    follows = v.feats.get("VerbForm") == "Ger" or is_present_participle(v)
    if follows and (s[v.i - 1].text == "," or (noun.pos == "NOUN" and noun.lemma not in lex.speakers)):
        main = next((t for t in s.ancestors(noun) if t.pos in ("VERB", "AUX") and s.child(t, "nsubj")), None)
        found = _of_verb(s, main, lex, depth + 1) if main else None
        if found and found[1].i < v.i:
            return "control", found[1]
    owned = not {"document", "statement"}.isdisjoint(lex.nouns.get(noun.lemma, ()))
    owner = _of_noun(s, noun, lex) if owned else None
    return ("owner", owner[1]) if owner else ("head", noun)


def _beside(s: Sentence, cue: Cue, lex: AttributionLexicon) -> Iterator[tuple[str, Token]]:
    """The nominal right before the cue, then the one right after it."""
    if cue.sort != "verb" or cue.head.feats.get("VerbForm") in ("Inf", "Ger"):
        return
    i, tokens = cue.first - 1, s.tokens
    while i >= 0 and tokens[i].pos in ("ADV", "PART", "AUX"):
        i -= 1
    if i >= 0 and tokens[i].pos in NOMINAL and tokens[i].rel not in ("obj", "iobj"):
        yield "beside", _top(s, tokens[i], cue.head.i)
    for t in tokens[cue.last + 1:cue.last + 5]:
        if t.text == "," or not (t.pos in ("DET", "ADJ", "NUM", "PUNCT") or t.lower in lex.words["filler"]):
            if t.pos in NOMINAL:
                yield "beside", t
            break


def _top(s: Sentence, t: Token, stop: int) -> Token:
    """The head of the noun phrase that ends with a token."""
    while (
        t.head != t.i and s.head(t).pos in NOMINAL and s.head(t).i < stop and t.rel in ("flat", "compound", "nmod", "appos", "conj", "amod")
        and not (t.rel == "appos" and s.child(t, "case") is None and s.child(s.head(t), "case") is not None)    # « À Paris, le maire »
    ):
        t = s.head(t)
    return t


def _of_noun(s: Sentence, n: Token, lex: AttributionLexicon) -> tuple[str, Token] | None:
    for c in s.children(n):
        if c.dep == "nmod:poss" or (c.rel == "det" and c.feats.get("Poss") == "Yes"):
            return "owner", c
    for c in s.children(n, "nmod", "obl"):
        if lex.marker(s, c) in ("by", "from"):
            return "owner", c
    for c in s.children(n, "nmod"):
        if lex.marker(s, c) == "of":
            return ("owner" if c.pos == "PROPN" or c.lemma in lex.speakers else "of"), c
    up = s.head(n)
    if n.rel in ("obj", "obl", "xcomp", "nmod", "root") and up.pos == "VERB":
        found = _of_verb(s, up, lex, 3)
        return ("light", found[1]) if found and found[1].i != n.i else None
    if s.child(n, "cop"):
        subject = s.child(n, "nsubj")
        return ("subject", subject) if subject else None
    return None


def _before_colon(s: Sentence, colon: Token) -> tuple[str, Token] | None:
    if colon.i == 0:
        return None
    root = next((t for t in s.tokens[:colon.i] if t.head == t.i or s.head(t).i > colon.i), s[0])
    if root.pos in ("VERB", "AUX", "ADJ"):
        subject = s.child(root, "nsubj")
        return ("subject", subject) if subject else None
    subject = s.child(root, "nsubj")
    if subject and subject.i < colon.i:
        return "subject", subject
    return ("before", root) if root.pos in NOMINAL else None
