"""Cues: the words and marks that may announce what somebody says, thinks or wants, from lexicon and tags."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.lexicon import AttributionLexicon, Classes, Phrase, Phrases
from selon.reading.attribution.negation import own_noes
from selon.reading.attribution.quotes import Quote

Range = tuple[int, int]     # first and last token index, both inclusive
SHORT = 15      # code points; a shorter quotation is a word or a title
OPINION = 12     # words of who is of an opinion
SIGNATURE = 25  # words; a longer line after a dash is no name
SAYING = frozenset(("say", "declare", "add", "reply", "explain", "tell", "write", "argue", "claim", "suggest", "note", "warn", "according",
                    "promise", "ask", "report"))
Word = tuple[str, Classes, tuple[Token, ...]]       # sort, classes, further words
DASHES = frozenset("—–―")
CLOSE = frozenset("”\"»")
HELPERS, PARTICLE = frozenset(("aux", "cop")), "compound:prt"       # relations of the words that go with a verb
SIGNS = DASHES | {":"}
OTHER_TAGS = frozenset(("ADJ", "ADV", "PROPN", "X", "ADP", "SCONJ", "INTJ"))
TAGS = OTHER_TAGS | {"VERB", "AUX", "NOUN"}     # words of other kinds announce nothing by themselves


class Cue:
    """What announces a claim: `sort` is verb, noun, adjective, adverb, preposition, colon, dash or quote; `words` are its tokens, `first`
    and `last` the indexes of the first and the last. Plain like Token, since thousands are made."""

    __slots__ = ("classes", "first", "head", "last", "sentence", "sort", "words")

    def __init__(self, sentence: Sentence, head: Token, sort: str, classes: Classes, words: tuple[Token, ...]) -> None:
        self.sentence, self.head, self.sort, self.classes, self.words = sentence, head, sort, classes, words
        self.first, self.last = words[0].i, words[-1].i


def cue_words(s: Sentence, v: Token, lex: AttributionLexicon) -> tuple[Token, ...]:
    """A cue's head with its auxiliaries, negation and particles."""
    more, denied = list[Token](), False
    for c in s.children(v):
        rel = c.rel
        if rel in HELPERS or c.dep == PARTICLE:
            more.append(c)
        elif rel == "advmod" and c.lower in lex.denying:
            denied = True
    if denied:
        more += own_noes(s, v, lex)
    return tuple(sorted([v, *more], key=lambda t: t.i)) if more else (v,)


def subjects(s: Sentence, v: Token) -> tuple[Token, ...]:
    """A verb's subjects, the pronoun after it among them: « dit-il »."""
    return tuple([c for c in s.children(v) if c.rel == "nsubj" or stands_after(c, v)])


def first_subject(s: Sentence, v: Token) -> Token | None:
    """The first of a verb's subjects."""
    for c in s.children(v):
        if c.rel == "nsubj" or stands_after(c, v):
            return c
    return None


def stands_after(c: Token, v: Token) -> bool:
    """Whether a word is the pronoun that stands after its verb as its subject."""
    return c.dep == "expl:subj" and c.i > v.i


def find_cues(s: Sentence, lex: AttributionLexicon, quotes: tuple[Quote, ...]) -> list[Cue]:
    """Every word of a sentence that may be a cue, in text order. A longer quotation may need none: its first word stands for one."""
    bare = {q.start for q in quotes if q.end - q.start >= SHORT and s.start <= q.start}
    known, idioms, phrases = lex.known, lex.idioms, lex.phrases
    looked = s.tokens if bare else [
        t for t in s.tokens if t.lower in known or t.lemma in known or t.pos == "VERB" or t.text[0] in SIGNS
    ]       # a verb that no lexicon has may be a cue by what it governs; most other words are done with here
    out: list[Cue] = []
    idle = -1       # the last word of a set phrase in which a word of saying says nothing
    for t in looked:
        if t.lower in idioms and (told := _phrases(s, t, idioms[t.lower])):
            idle = max([idle, *[t.i + len(p) - 1 for p in told]])
        if t.i <= idle:
            continue
        if bare and t.start in bare:
            out.append(Cue(s, t, "quote", ("quote",), (t,)))
        if t.lower in phrases and (found := _preposition(s, t, lex)):
            out.append(found)
        if t.text == ":":
            if t.i == 0 or s[t.i - 1].lower not in lex.words["captions"]:
                out.append(Cue(s, t, "colon", ("colon",), (t,)))
        elif t.text[0] in DASHES and (t.i == 0 or s[t.i - 1].text[-1] in CLOSE) and 0 < len(s) - 1 - t.i < SIGNATURE:
            out.append(Cue(s, t, "dash", ("colon",), (t,)))
        elif t.pos in TAGS and (word := _word_cue(s, t, lex)):
            out.append(_of_word(s, t, *word, lex))
    return out


def _of_word(s: Sentence, t: Token, sort: str, classes: Classes, more: tuple[Token, ...], lex: AttributionLexicon) -> Cue:
    """The cue of a word, with its further words."""
    whole = cue_words(s, t, lex) if sort in ("verb", "adjective") else (t,)
    if not more:
        return Cue(s, t, sort, classes, whole)
    head = next((x for x in more if t.head == x.i), t)      # « font état »: the parser may hang the verb on its noun
    return Cue(s, head, sort, classes, tuple(sorted({*whole, *more}, key=lambda x: x.i)))


def _preposition(s: Sentence, t: Token, lex: AttributionLexicon) -> Cue | None:
    for parts in _phrases(s, t, lex.phrases[t.lower]):
        words, cls = s.tokens[t.i:t.i + len(parts)], lex.prepositions[parts]
        if t.lower in lex.words["opinions"] and _opens_with_an_opinion(s, words, lex):
            cls = "according"
        return Cue(s, t, "preposition", (cls,), words) if _names_a_source(s, words, lex) else None
    return None


def _opens_with_an_opinion(s: Sentence, words: tuple[Token, ...], lex: AttributionLexicon) -> bool:
    """Whether a sentence begins with a preposition, a name, a pronoun or somebody who judges, and a comma or colon: « Pour elle, ... »,
    « Pour le maire, Ann Hall, ... »."""
    first = words[-1].i + 1
    if not all(t.pos == "PUNCT" for t in s.tokens[:words[0].i]):
        return False
    end = next((t.i for t in s.tokens[first:first + OPINION] if t.text in ",:"), len(s) - 1)
    phrase = s.tokens[first:end]
    if not phrase or end >= len(s) - 1:
        return False
    if all(t.pos in ("PROPN", "PRON", "X") for t in phrase):
        return True
    noun = next((t for t in phrase if t.pos not in ("DET", "ADJ")), phrase[0])
    if phrase[0].pos != "DET" or noun.pos != "NOUN" or any(t.pos in ("VERB", "AUX", "SCONJ") for t in phrase):
        return False
    named = any(t.pos == "PROPN" for t in s.tokens[first:end + 2])
    one = noun.feats.get("Number") == "Sing" and "person" in lex.speakers.get(noun.lemma, ())
    return noun.lemma in lex.words["judges"] or (named and one)


def _names_a_source(s: Sentence, words: tuple[Token, ...], lex: AttributionLexicon) -> bool:
    """Whether what follows a preposition can speak; only asked of prepositions that also mean "depending on" or "after"."""
    if words[0].lower not in lex.words["depends"]:
        return True
    noun = next((x for x in s.tokens[words[-1].i + 1:words[-1].i + 7] if x.pos in ("NOUN", "PROPN", "PRON")), None)
    if noun is None:
        return False
    if noun.lower in lex.words["relative_pronouns"]:
        return words[-1].i + 1 == noun.i and _is_told_of(s, noun, lex)
    if noun.pos != "NOUN" or noun.lemma in lex.speakers or noun.lemma in lex.nouns or noun.lower in lex.speakers:
        return True
    if noun.i + 1 < len(s) and s[noun.i + 1].pos == "PROPN" and s[noun.i + 1].rel != "case":
        return True
    return words[0].lower in lex.words["depends_on"] and not {noun.lemma, noun.lower} & lex.words["measures"]


def _is_told_of(s: Sentence, pronoun: Token, lex: AttributionLexicon) -> bool:
    """Whether a relative pronoun stands for somebody who speaks: « le ministre, selon lequel ... », no « rumeur selon laquelle »."""
    noun = s.head(s.head(pronoun))
    noun = s.head(noun) if noun.rel == "nmod" and not lex.can_speak(noun) else noun
    return noun.i < pronoun.i and lex.can_speak(noun) and noun.lemma not in lex.nouns and "document" not in lex.speakers.get(noun.lemma, ())


def _phrases(s: Sentence, t: Token, known: Phrases) -> Sequence[Phrase]:
    """Those of the phrases known to begin with a word that stand there, the longest first."""
    i, tokens = t.i, s.tokens
    alone = known.get("", ())
    if i + 1 == len(tokens) or (some := known.get(tokens[i + 1].lower)) is None:      # nearly always
        return alone
    return [*[p for p in some if tuple([x.lower for x in tokens[i:i + len(p)]]) == p], *alone]


def _word_cue(s: Sentence, t: Token, lex: AttributionLexicon) -> Word | None:
    """The sort, classes and further words of a cue; a set phrase such as "made clear" before a single word."""
    if t.pos in ("VERB", "AUX", "NOUN") and (phrases := lex.locutions.get(t.lemma) or lex.locutions_by_form.get(t.lower)):
        near = [x.lower for x in s.tokens[t.i + 1:t.i + 4]]
        for rest, classes in phrases:
            if rest[0] not in near:
                continue
            for at, word in enumerate(near, t.i + 1):
                words = s.tokens[at:at + len(rest)]
                if word == rest[0] and tuple([x.lower for x in words]) == rest:
                    return "verb", classes, words
    found = _single(s, t, lex)
    return (*found, ()) if found else None


def _single(s: Sentence, t: Token, lex: AttributionLexicon) -> tuple[str, Classes] | None:
    """The sort and classes of a word: its own part of speech first, then a form of a verb that the tagger missed."""
    pos = t.pos
    if t.rel in ("acl", "amod") and t.dep != "acl:relcl" and t.lower in lex.words["naming"]:
        return None     # « le service dit "de proximité" » : a name, not a saying
    if pos in ("VERB", "AUX"):
        if classes := lex.verbs.get(t.lemma) or lex.forms.get(t.lower) or lex.verbs.get(t.lower):
            return "verb", classes
        if pos == "VERB" and s.child(t, "ccomp"):
            return "verb", ("other",)
    elif pos == "NOUN":
        if classes := lex.nouns.get(t.lemma) or lex.nouns.get(t.lower):
            return "noun", classes
        if classes := lex.verbs.get(t.lemma) or lex.forms.get(t.lower):
            return "verb", classes
    elif pos in OTHER_TAGS:
        if pos == "ADJ" and (classes := lex.adjectives.get(t.lower)):
            return "adjective", classes
        if pos == "ADV" and (classes := lex.adverbs.get(t.lower)):
            return "adverb", classes
        if classes := lex.forms.get(t.lower):
            return "verb", classes
    return None
