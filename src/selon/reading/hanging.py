"""Words that the parser hung where, by the grammar of Universal Dependencies, they cannot hang, are hung where they can.

Only labels and forms are looked at, no words; what may be right is left alone. What needs the lexicon is mended later
(predicates.repair), for events alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selon.languages.syntax import Sentence, Token, make_token

NAMING = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB"})
ANY = NAMING | VERBS | {"ADJ", "ADV", "NUM", "PRON", "AUX", "SYM", "X"}
SUBJECTS = frozenset({"nsubj", "obj"})
Arc = tuple[int, int, str]      # a word, its head and relation


def hung(sentence: Sentence, first: int = 0) -> Sentence:
    """The sentence with such words hung up anew, by the rules from `first` on; the same object where there are none."""
    for k, words in _asked(sentence):
        arcs = [a for t in words for a in RULES[k][0](sentence, t)] if k >= first else []
        if arcs:
            return hung(anew(sentence, arcs), k + 1)
    return sentence


def _asked(sentence: Sentence) -> list[tuple[int, list[Token]]]:
    """The rules by their places, in order, each with the words it is to be asked of; most words are asked nothing, by their label."""
    found: dict[int, list[Token]] = {}
    for t in [t for t in sentence.tokens if OF_LABEL.get(t.dep, True) or t.text == "-"]:
        rules = OF_LABEL.get(t.dep)
        if rules is None:
            rules = OF_LABEL[t.dep] = tuple(k for k, (_, _, labels) in enumerate(RULES) if t.dep in labels or t.rel in labels)
        for k in rules:
            if (tags := RULES[k][1]) is None or t.pos in tags:
                found.setdefault(k, []).append(t)
        if t.text == "-":
            found.setdefault(HYPHENED, []).append(t)
    return sorted(found.items())


def anew(sentence: Sentence, arcs: list[Arc]) -> Sentence:
    """The sentence with these arcs in place of the words' own; as it was, where some word would no longer reach the root."""
    at = {i: (head, dep) for i, head, dep in arcs}
    tokens = tuple(make_token(t.i, t.text, t.lemma, t.pos, t.feats, *at.get(t.i, (t.head, t.dep)), t.start) for t in sentence)
    for t in tokens:
        seen = 0
        while t.head != t.i:
            t, seen = tokens[t.head], seen + 1
            if seen > len(tokens):
                return sentence
    return Sentence(sentence.field, sentence.index, sentence.paragraph, (sentence.start, sentence.end), tokens, sentence.parsed,
                    sentence.hesitation and sentence.hesitation.settling(at))


def _participle(s: Sentence, t: Token) -> Iterator[Arc]:
    """A participle that says something of a verb further on: of the noun it stands behind, "fighters backed by them held the dam"."""
    if t.rel != "acl" or not t.i < t.head or s[t.head].pos != "VERB":
        return
    first = s.edges(t)[0]
    for c in s.children(s[t.head]):
        if c.rel in SUBJECTS and c.pos in NAMING and s.edges(c)[1] == first - 1:
            yield t.i, c.i, t.dep


def _joined(s: Sentence, t: Token) -> Iterator[Arc]:
    """A past form joined to a form without tense: to the finite verb above, "accused him of sending drones and threatened to strike"."""
    head = s[t.head]
    past = t.rel == "conj" and t.pos == "VERB" and t.feats.get("VerbForm") == "Fin" and t.feats.get("Tense") == "Past"
    if not past or not _timeless(s, head) or s.child(t, "nsubj", "aux", "mark") is not None or s.child(t, "cc") is None:
        return
    above = next((a for a in s.ancestors(head) if a.pos == "VERB" or s.child(a, "cop") is not None), None)
    if above is not None and above.i < head.i and not _timeless(s, above) and s.edges(t)[0] > head.i:
        yield t.i, above.i, "conj"


def _timeless(s: Sentence, t: Token) -> bool:
    """A gerund, or an infinitive, without auxiliary."""
    form = t.feats.get("VerbForm")
    gerund = form == "Ger" or (form == "Part" and t.feats.get("Tense") == "Pres")
    return t.pos == "VERB" and (gerund or form == "Inf") and s.child(t, "aux", "nsubj") is None


def _opened(s: Sentence, t: Token) -> Iterator[Arc]:
    """A phrase with a preposition as the root: the past form after its comma and a noun is, "In a raid on X, a drone fired on them"."""
    case = s.child(t, "case")
    if case is None or s.edges(case)[0] > 0 or s.child(t, "cop", "nsubj") is not None:
        return
    for noun in s.children(t):
        first = s.edges(noun)[0]
        after = noun.i > t.i and noun.pos in NAMING and noun.rel not in {"nmod", "conj"} and s.child(noun, "case") is None
        comma = after and "," in {x.text for x in s.tokens[max(0, first - 1):first + 1]}
        told = next((c for c in s.children(noun, "acl") if c.i == noun.i + 1 and c.feats.get("Tense") == "Past"), None) if comma else None
        if told is None or s.child(told, "aux", "mark", "obl:agent") is not None:
            continue
        yield told.i, told.i, "root"
        yield noun.i, told.i, "nsubj"
        yield t.i, told.i, "obl"
        for c in s.children(t):
            if c.i > told.i:
                yield c.i, told.i, "obl" if c.rel == "nmod" else c.dep
        return


def _hyphened(s: Sentence, hyphen: Token) -> Iterator[Arc]:
    """The number of a type that was made its name's head, or hung apart from it: the letters before the hyphen stand for the whole, "Two
    F-15s dropped bombs, officials said"."""
    if not 0 < hyphen.i < len(s) - 1:
        return
    t, number = s[hyphen.i - 1], s[hyphen.i + 1]
    if t.pos not in NAMING or not t.end == hyphen.start == number.start - 1:
        return
    above, verb = s[t.head], s[number.head]
    if not number.text[0].isdigit() or number.head in {t.i, number.i} or number.rel in {"nummod", "flat"}:
        return
    if t.head != number.i:
        if number.rel != "nsubj" or verb.head != t.i or verb.i < number.i:
            return
        yield verb.i, *((verb.i, "root") if above is t else (above.i, "ccomp" if t.rel == "nsubj" and above.pos == "VERB" else t.dep))
    yield t.i, verb.i, number.dep
    yield number.i, t.i, "flat"
    for c in s.children(number):
        if c is not t:
            yield c.i, t.i, c.dep


def _the_other(s: Sentence, t: Token) -> Iterator[Arc]:
    """An article and an adjective that a finite verb has for a noun's: its subject, "the other hit the base"."""
    if t.pos != "ADJ" or t.rel != "amod" or t.i + 1 != t.head or s[t.head].pos != "VERB" or not t.i:
        return
    verb, article = s[t.head], s[t.i - 1]
    if verb.feats.get("VerbForm") == "Fin" and article.rel == "det" and article.head == verb.i and s.child(verb, "nsubj") is None:
        yield t.i, verb.i, "nsubj"
        yield article.i, t.i, "det"


def _described(s: Sentence, t: Token) -> Iterator[Arc]:
    """Preposition and article of what a name is, as if the name had none: the name's, "according to the monitoring group Sahel Watch"."""
    if t.i < t.head and s.child(t, "case") is not None:
        yield from ((c.i, t.head, c.dep) for c in s.children(t, "case", "det") if c.i < t.i)


def _speaker(s: Sentence, said: Token) -> Iterator[Arc]:
    """Who stands between commas before a verb without subject that has a clause before it, hung on that clause: the verb's subject, "The
    embassy stays open, the minister, X, told parliament"."""
    t = s[said.head]
    clause = said.i < t.i and t.pos == "VERB" and t.feats.get("VerbForm") == "Fin" and s.child(t, "ccomp") is said
    if not clause or s.child(t, "nsubj", "csubj", "aux", "mark", "cc", "expl") is not None:
        return
    for c in s.children(said, "parataxis", "appos", "conj", "dep", "nsubj"):
        first, last = s.edges(c)
        bare = c.pos in NAMING and c.i > said.i and s.child(c, "case", "cc", "cop", "nsubj", "nummod") is None
        begun = bare and "," in {x.text for x in s.tokens[max(0, first - 1):first + 1]}
        if begun and all(x.pos == "PUNCT" for x in s.tokens[last + 1:t.i]):
            yield c.i, t.i, "nsubj"


def _same_case(s: Sentence, t: Token) -> Iterator[Arc]:
    """A phrase joined to the one right before it that only says in which country, with another preposition: to the phrase before that,
    which has its own, "at A, in Mali, and at B, in Niger"."""
    head, case = s[t.head], s.child(t, "case")
    other = s.child(head, "case")
    if t.rel != "conj" or not t.pos == head.pos == "PROPN" or case is None or other is None or case.lower == other.lower:
        return
    if s.child(t, "cc") is None or other.i < 2 or s[other.i - 1].text != ",":
        return
    u = s[other.i - 2]
    while u.rel == "flat" or (u.rel == "compound" and u.head > u.i):
        u = s[u.head]
    first = s.child(u, "case")
    if u.pos == "PROPN" and u.i < head.i and first is not None and first.lower == case.lower:
        yield t.i, u.i, "conj"


def _next_subject(s: Sentence, t: Token) -> Iterator[Arc]:
    """A noun joined to a verb before another one that has a tense and no subject: that one's, "a man was killed and his two sons, both
    pupils, were hurt"; one joined to an object where only it agrees, "they killed two men and a boy, a pupil, was hurt"; one without the
    preposition of the phrase it was joined to, "the camp was hit by shells and a guard was hurt"."""
    if t.rel != "conj" or s.child(t, "nsubj", "csubj", "expl", "cc", "mark") is not None or s[t.head].pos != "VERB":
        return
    helpers = s.children(t, "aux")
    if not any(x.feats.get("VerbForm") == "Fin" for x in (t, *helpers)):
        return
    verb = s[t.head]
    own = [c for o in s.children(verb, "obj") for c in s.children(o, "conj") if _only_this(s, verb, c, helpers)]
    own += [c for c in s.tokens[verb.i + 1:t.i] if c.rel == "conj" and _right_before(s, c, t) and _of_phrase(s, verb, c)]
    for c in (*s.children(verb, "conj"), *own):
        joined = s.child(c, "cc")
        bare = c.pos in NAMING and verb.i < c.i < t.i and s.child(c, "case", "cop", "nsubj", "aux", "mark") is None
        if bare and joined is not None and joined.i < c.i and _inserted(s, c, t):
            yield c.i, t.i, "nsubj:pass" if any(x.dep == "aux:pass" for x in helpers) else "nsubj"
            yield joined.i, t.i, "cc"
            for x in s.tokens[s.edges(c)[1] + 1:t.i]:
                if x.head == verb.i and x.pos != "PUNCT":
                    yield x.i, c.i, x.dep


def _right_before(s: Sentence, c: Token, t: Token) -> bool:
    """Whether a noun and what a verb has before itself touch, and the verb's helpers can be of its number."""
    numbers = {x.feats["Number"] for x in (t, *s.children(t, "aux")) if x.feats.get("VerbForm") == "Fin" and "Number" in x.feats}
    return numbers <= {c.feats.get("Number")} and all(x.head == t.i and x.pos != "PUNCT" for x in s.tokens[s.edges(c)[1] + 1:t.i])


def _of_phrase(s: Sentence, verb: Token, c: Token) -> bool:
    """Whether a noun was joined to what stands in a phrase with a preposition below a verb."""
    above = list(s.ancestors(c))
    return verb in above[1:] and s.child(above[0], "case") is not None and all(x.pos in NAMING for x in above[:above.index(verb)])


def _only_this(s: Sentence, verb: Token, c: Token, helpers: tuple[Token, ...]) -> bool:
    """Whether a helper agrees with this noun, and not with the verb's subject."""
    subject = s.child(verb, "nsubj")
    number = {x.feats["Number"] for x in helpers if "Number" in x.feats}
    other = subject is not None and subject.feats.get("Number") in {"Sing", "Plur"} - number
    return other and len(number) == 1 and c.feats.get("Number") in number and s.child(subject or c, "conj") is None


def _inserted(s: Sentence, c: Token, t: Token) -> bool:
    """Whether nothing stands between a noun and a verb but what is the verb's own, or what two commas take out."""
    between = s.tokens[s.edges(c)[1] + 1:t.i]
    inside = [x for x in between if x.pos != "PUNCT" and x.head != t.i]
    if not inside:
        return True
    taken_out = s[inside[0].i - 1].text == s[inside[-1].i + 1].text == ","
    return taken_out and all(x.pos not in {"VERB", "AUX", "CCONJ"} and (x.head in {c.i, t.head} or x.head >= inside[0].i) for x in inside)


def _made(s: Sentence, t: Token) -> Iterator[Arc]:
    """A bare noun right behind an object, as if it were a clause about it: what the verb makes of it, "took four people hostage"."""
    thing = s[t.head]
    if t.rel != "acl" or t.i != thing.i + 1 or thing.rel != "obj" or not thing.head < thing.i:
        return
    if s.child(t, "det", "case", "cop", "nsubj", "mark", "aux", "obj") is not None:
        return
    yield t.i, thing.head, "xcomp"
    for c in s.children(t):
        if c.i > t.i:
            yield c.i, thing.head, "obl" if c.rel == "nmod" else c.dep


def _doer(s: Sentence, t: Token) -> Iterator[Arc]:
    """An agent below a verb that has a subject and an object of its own: of the noun right before it, "shelled it in response to
    raids by rebels". Which of the nouns of an object is the act ("the burning of the barns by the militia") is for the lexicon to say."""
    verb, first = s[t.head], s.edges(t)[0]
    active = verb.pos == "VERB" and s.child(verb, "obj") is not None and any(c.dep == "nsubj" for c in s.children(verb, "nsubj"))
    if not active or not verb.i + 1 < first or s[first - 1].pos != "NOUN":
        return
    if any(x.rel == "obj" and x.head == verb.i for x in s.ancestors(s[first - 1])):
        return
    if s.child(t, "case") is not None and not any(c.dep in {"aux:pass", "aux:caus"} for c in s.children(verb, "aux")):
        yield t.i, first - 1, "nmod"


def _predicate(s: Sentence, t: Token) -> Iterator[Arc]:
    """A noun made part of the preposition before it, where somebody is said to be so: what is said of them, since a preposition has no verb
    "to be", and the infinitive behind it is the noun's, « sont en train de partir », « sont sur le point de partir »."""
    case = s[t.head]
    above = s[case.head]
    if t.rel != "fixed" or case.pos != "ADP" or not case.i < t.i:
        return
    bare = s.child(case, "cop") is not None
    infinitive = not bare and case.rel == "mark" and above.i > t.i and above.feats.get("VerbForm") == "Inf"
    if not bare and not (infinitive and any(c.i < case.i for c in s.children(above, "cop"))):
        return
    place = case if bare else above             # what the noun stands for
    yield t.i, *((t.i, "root") if place.head == place.i else (place.head, place.dep))
    yield case.i, t.i, "case"
    if infinitive:
        yield above.i, t.i, "acl"
    for c in s.children(place):
        if c not in (t, case) and (bare or c.i < case.i):
            yield c.i, t.i, c.dep


def _last_of_two(s: Sentence, t: Token) -> Iterator[Arc]:
    """A phrase of the first of two joined nouns that stands right behind the second, which has another preposition: only the second's,
    "over threats and because of the murder", « en raison de menaces et à la suite du meurtre »."""
    head = s[t.head]
    joined = s.children(head, "conj") if head.pos in NAMING else ()
    if not joined or s.child(t, "case") is None:
        return
    first, other = s.edges(t)[0], s.child(head, "case")
    for c in joined:
        own = s.child(c, "case")
        if own is not None and head.i < c.i and s.edges(c)[1] == first - 1 and (other is None or own.lemma != other.lemma):
            yield t.i, c.i, t.dep


# With the parts of speech and the labels, or their universal parts, of the words that each is asked of: all sentences are looked through.
RULES: tuple[tuple[Callable[[Sentence, Token], Iterator[Arc]], frozenset[str] | None, frozenset[str]], ...] = (
    (_hyphened, None, frozenset()), (_opened, NAMING, frozenset({"root"})), (_participle, ANY, frozenset({"acl"})),
    (_joined, VERBS, frozenset({"conj"})), (_the_other, frozenset({"ADJ"}), frozenset({"amod"})),
    (_described, ANY, frozenset({"nmod:desc"})), (_speaker, None, frozenset({"ccomp"})),
    (_same_case, frozenset({"PROPN"}), frozenset({"conj"})), (_next_subject, VERBS, frozenset({"conj"})),
    (_made, frozenset({"NOUN"}), frozenset({"acl"})), (_doer, NAMING, frozenset({"obl:agent"})),
    (_predicate, frozenset({"NOUN"}), frozenset({"fixed"})), (_last_of_two, NAMING, frozenset({"nmod"})))
# The place of the rule that is asked of hyphens, whatever their label.
HYPHENED = next(k for k, (rule, _, _) in enumerate(RULES) if rule is _hyphened)
OF_LABEL: dict[str, tuple[int, ...]] = {}       # of each label seen, there are some sixty: the places of the rules asked of such words
