"""Shapes: the stretches of a sentence that a cue may govern, from the tree and from punctuation where the tree fails."""

from __future__ import annotations

from collections.abc import Iterator

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import Cue, Range, subjects

BEYOND = frozenset(("beyond", "around"))      # not where a clause beside the cue is what is said
EDGES = frozenset(",;:—–()[]“”«»\"")       # what stands between stretches, with whatever is stuck to it
WHOLE_EDGES = frozenset(("''", "``", "-", "--", ".", "…", "?", "!"))      # the same of words that are nothing else
GOVERNED = frozenset(("ccomp", "xcomp", "advcl", "acl", "obj", "obl", "nmod", "iobj", "nsubj", "compound", "amod", "parataxis"))
BY_RELATION = dict.fromkeys(("ccomp", "xcomp", "advcl", "acl"), "clause") | dict.fromkeys(("obl", "nmod", "iobj"), "oblique") | {
    "obj": "object", "parataxis": "parataxis"}
STOPS = frozenset(",;—–")
LONG_STOPS = frozenset(";—–")
FAR = 12        # words; a conjunction further from its cue is not looked for
LEADING = frozenset(("DET", "ADJ", "NUM"))
RAISING = frozenset(("seem", "expect", "react", "matter", "describe"))      # classes whose subject may be part of what is said


Shape = tuple[str, tuple[Range, ...], Token | None]     # its name, the words a cue may govern, and the word they hang from


def segment(s: Sentence, first: int, last: int) -> Range:
    """The stretch between punctuation marks that holds the tokens first..last."""
    tokens, end = s.tokens, len(s.tokens) - 1
    while first > 0 and (t := tokens[first - 1]).text[0] not in EDGES and (t.text not in WHOLE_EDGES or _joins(s, t)):
        first -= 1
    while last < end and (t := tokens[last + 1]).text[0] not in EDGES and (t.text not in WHOLE_EDGES or _joins(s, t)):
        last += 1
    return first, last


def _joins(s: Sentence, t: Token) -> bool:
    """Whether a hyphen stands within an age or a measure: "the 31-year-old posted"."""
    i = t.i
    if t.text != "-" or i == 0 or s[i - 1].end != t.start:
        return False
    return s[i - 1].pos == "NUM" or (i > 2 and s[i - 2].text == "-" and s[i - 3].pos == "NUM")


def _boundary(t: Token) -> bool:
    return t.text[0] in EDGES or t.text in WHOLE_EDGES


def clause_core(s: Sentence, cue: Cue) -> Range:
    """The cue with its subject, side by side: the heart of an incise."""
    first, last = cue.first, cue.last
    actors = subjects(s, cue.head)
    inverted = first > 0 and _boundary(s[first - 1]) and any(last < c.i <= last + 3 for c in actors)
    for c in actors:
        a, _ = s.edges(c)
        if c.i < first and first - c.i <= 12 and not inverted:
            first = min(first, a) if first - a < 25 else c.i
        elif c.i > last and c.i - last <= 3:
            last = c.i
    for c in s.children(cue.head):
        if c.i < first and first - c.i <= 3 and c.rel in ("mark", "advmod"):
            first = c.i
    return first, last


def shapes(s: Sentence, cue: Cue) -> list[Shape]:
    """The stretches a cue may govern in its sentence; the same words may come more than once."""
    h, end = cue.head, len(s.tokens) - 1
    if cue.sort == "preposition":
        node = s.head(h)
        return _around(s, *prepositional(s, cue), s.head(node) if node.feats.get("PronType") == "Rel" else node)
    if cue.sort == "colon":
        return [("after", ((h.i + 1, end),), None)] if h.i < end else []
    if cue.sort == "adverb":
        v = s.head(h)
        return [("clause", _minus(s.edges(v), (h.i, h.i)), v)]
    out = _dependents(s, cue)
    out += _after(s, cue)
    if cue.sort == "verb":
        a, b = segment(s, *clause_core(s, cue))
        if a > 0 or b < end:
            said = any(cue.last < s.edges(c)[0] <= b for c in s.children(h, "ccomp", "xcomp"))
            out += [x for x in _around(s, a, b, h) if x[0] not in BEYOND] if said else _around(s, a, b, h)
        out += _relative(s, h)
    return out


def _next_stop(texts: list[str], start: int) -> int | None:
    """The first comma, semicolon or dash from a word on, the last word of the sentence left out."""
    for i in range(start, len(texts) - 1):
        if texts[i] in STOPS:
            return i
    return None


def _beside(s: Sentence, cue: Cue) -> int:
    """The last word that what is said may have: before the semicolon of a clause that the tree puts beside the telling, with a subject of
    its own, "The court found that the militia did it; the militia denies any role"."""
    for c in s.children(cue.head, "parataxis"):
        first = s.edges(c)[0]
        stop = first if s[first].text == ";" else first - 1         # the mark hangs on either clause
        if cue.last < stop and s[stop].text == ";" and s.child(c, "nsubj") is not None:
            return stop - 1
    return len(s) - 1


def _after(s: Sentence, cue: Cue) -> list[Shape]:
    """What follows the cue: all, from a conjunction or a colon on, or up to the next comma; the first where the tree hides a clause."""
    tokens, end, last = s.tokens, _beside(s, cue), cue.last
    if last >= end:
        return []
    out: list[Shape] = [("after", ((last + 1, end),), None)]
    for that in tokens[last + 2:last + 2 + FAR]:
        if that.pos == "VERB" and that.rel == "ccomp" and that.head == cue.head.i:
            break           # "said they hoped that ...": what is said has begun
        if that.pos == "SCONJ" and that.rel != "fixed":         # no « tandis que »
            out.append(("after", ((that.i, end),), None))
            if stop := _next_stop(s.texts, that.i + 2):
                out.append(("near", ((that.i, stop - 1),), None))
            break
    texts = s.texts[last + 1:end]
    if ":" in texts:
        out.append(("after_colon", ((last + 2 + texts.index(":"), end),), None))
    if stop := _next_stop(s.texts, last + 2):
        out.append(("near", ((last + 1, stop - 1),), None))
    return out


def _dependents(s: Sentence, cue: Cue) -> list[Shape]:
    """The shapes of what depends on a cue, each by its relation, and of pairs of such."""
    out: list[Shape] = []
    below, sort = s.children(cue.head), cue.sort
    for c in below:
        rel = c.rel
        if rel not in GOVERNED:
            continue
        a, b = s.edges(c)
        if name := BY_RELATION.get(rel):
            if cue.last + 1 == a - 1 and s[a - 1].feats.get("Polarity") == "Neg":
                a -= 1          # "said no house was hit": the tree hangs the "no" on the verb before it
            out.append((name, ((a, b),), c))
            if name == "oblique" and (case := s.child(c, "case")) and a == case.i < b:
                out.append(("oblique_bare", ((a + 1, b),), c))
        elif rel == "nsubj":
            passive = c.dep == "nsubj:pass"
            if passive or sort == "verb":
                out.append(("subject", ((a, b),), c))
                if passive or not RAISING.isdisjoint(cue.classes):
                    out += _raised(s, cue, c)
        elif sort == "noun":
            out.append(("modifier", ((a, b),), c))
    out += _pairs(s, cue, below)
    if sort == "noun":
        out += _of_noun(s, cue.head)
    return out


def _raised(s: Sentence, cue: Cue, subject: Token) -> list[Shape]:
    """"He seems to know": the subject with what follows the cue."""
    out: list[Shape] = []
    a, b = s.edges(subject)
    follows = [x for x in s.children(cue.head) if x.rel in ("xcomp", "ccomp", "obl", "advcl", "obj") and x.i > cue.head.i]
    if follows and b < cue.head.i:
        p, q = s.edges(follows[0])
        out.append(("raised", ((a, b), (max(p, cue.last + 1), q)), follows[0]))
    if b < cue.first and cue.last < len(s) - 1:
        out.append(("raised_all", ((a, b), (cue.last + 1, len(s) - 1)), subject))
    return out


def _pairs(s: Sentence, cue: Cue, below: tuple[Token, ...]) -> list[Shape]:
    """"accused him of lying", "called it a lie": the object with what is said of it."""
    objects = [c for c in below if c.rel in ("obj", "iobj") and c.i > cue.first]
    if not objects:
        return []
    o = objects[0]
    a, b = s.edges(o)
    out: list[Shape] = []
    for x in below:
        if x.i > o.i and x.rel in ("xcomp", "ccomp", "obl", "advcl", "acl", "nmod"):
            p, q = s.edges(x)
            out.append(("pair", ((a, max(b, q)),) if p <= b + 1 else ((a, b), (p, q)), x))
    return out


def _of_noun(s: Sentence, h: Token) -> Iterator[Shape]:
    """"the claim that ...", "his message is that ..."."""
    _, b = s.edges(h)
    if b > h.i:
        yield "phrase", ((h.i + 1, b),), h
    up = s.head(h)
    if h.rel == "nsubj" and up.i != h.i:
        _, q = s.edges(up)
        if q > h.i:
            yield "predicate", ((max(b, h.i) + 1, q),), up
            if up.rel != "root" and (c := s.child(up, "ccomp")):
                yield "predicate", (s.edges(c),), c


def _around(s: Sentence, a: int, b: int, node: Token) -> list[Shape]:
    """What stands before and after the stretch a..b."""
    end = len(s.tokens) - 1
    out: list[Shape] = []
    if a > 0:
        out.append(("before", ((0, a - 1),), node))
        for t in reversed(s.tokens[1:a - 1]):
            if t.text in LONG_STOPS:
                out.append(("before_near", ((t.i + 1, a - 1),), node))
                break
    if b < end:
        if a > 0:
            out.append(("around", ((0, a - 1), (b + 1, end)), node))
        out.append(("beyond", ((b + 1, end),), node))
    p, q = s.edges(node)
    if p < a and q > b:
        out.append(("host", ((p, a - 1), (b + 1, q)), node))
    elif p < a and q >= a - 1:
        out.append(("host", ((p, min(q, a - 1)),), node))
    elif q > b:
        out.append(("host", ((max(p, b + 1), q),), node))
    return out


def _relative(s: Sentence, h: Token) -> list[Shape]:
    """"the plan he praised": the antecedent, or the relative pronoun."""
    if h.rel == "acl" and h.head < h.i:
        n = s.head(h)
        return [("antecedent", ((s.edges(n)[0], n.i),), n)]
    return []


def prepositional(s: Sentence, cue: Cue) -> Range:
    """The stretch of a prepositional cue with its noun phrase."""
    nxt = cue.last + 1
    if nxt >= len(s):
        return cue.first, cue.last
    node = s.head(cue.head) if s.head(cue.head).i > cue.last else s[nxt]
    while node.pos in LEADING and node.head > node.i:
        node = s.head(node)         # « à en croire le journal », « aux yeux de l'économiste »
    a, b = s.edges(node)
    b = b if a <= nxt <= b else nxt
    stop = next((i for i in range(nxt, len(s)) if _boundary(s[i])), len(s))
    last = max(nxt, min(b, len(s) - 1) if b < stop or b - nxt < 25 else stop - 1)
    return cue.first, _with_name(s, last) if node.pos == "NOUN" else last


def _with_name(s: Sentence, last: int) -> int:
    """A role's phrase with the full name set off after it, wherever that hangs: « selon la ministre, Ann Hall »."""
    end = last + 2
    if end >= len(s) or s[last + 1].text != ",":
        return last
    while end < len(s) and s[end].pos == "PROPN":
        end += 1
    return end - 1 if end > last + 3 and (end == len(s) or s[end].text[0] in ",.;") else last


def _minus(outer: Range, inner: Range) -> tuple[Range, ...]:
    out = []
    if outer[0] < inner[0]:
        out.append((outer[0], inner[0] - 1))
    if inner[1] < outer[1]:
        out.append((inner[1] + 1, outer[1]))
    return tuple(out) or (outer,)
