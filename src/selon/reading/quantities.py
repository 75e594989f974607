"""How many: counts of people and things, with their bounds and what became of those counted."""

from __future__ import annotations

import re
from typing import cast

from selon.model import Field, Quantity, Span, Time, What
from selon.reading.numbers.bare import is_part, number_of, put_at, struck, toll
from selon.reading.numbers.bounds import Amount, amounts, bound_words
from selon.reading.numbers.context import OUTCOMES, Context, Counted, joined, with_zeros
from selon.reading.numbers.counted import counted_words
from selon.reading.numbers.kinds import (
    HUMAN,
    Noun,
    make_noun,
    noun_by_words,
    outcome_after,
    outcome_before,
    outcome_between,
    outcome_by_parse,
)
from selon.reading.numbers.listed import is_percentage, listed_at, of_length
from selon.reading.numbers.refusals import is_numbered, is_refused
from selon.reading.numbers.words import Words
from selon.reading.numbers.zeros import zeros
from selon.reading.page import Page

HYPHENED = re.compile(r"(?:-\w+)+")
THINGS = frozenset({"drones", "missiles", "rockets", "aircraft"})
LONGEST_TAIL = 20       # characters of what a hyphen joins to a noun: "F-16"


def find_quantities(page: Page, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """Counts of people and things, title first, in text order; no money, measures, durations, dates, ages, ranks or scores.

    The span holds the number with its bound words; for a count of zero the negation with its noun. `who` is null where the
    noun is left out or tells only the outcome.
    """
    lex = counted_words(page.lang)
    taken: dict[Field | None, list[Span]] = {None: [], "title": []}
    for t in times:
        taken[t.field].append(t.span)
    out: list[Quantity] = []
    for sentence in page.sentences:
        field: Field | None = "title" if sentence.field == "title" else None
        words = page.cut(sentence)
        told, none = amounts(words, page.lang), zeros(words, lex)
        if told or none:
            context = Context(sentence, words, lex, page.lang, out[-1].what if out else None)
            out += [_quantity(page, words, c, field) for c in _in_sentence(context, told, none, taken[field])]
    return tuple(out)


def _quantity(page: Page, words: Words, c: Counted, field: Field | None) -> Quantity:
    span = words.start[c.amount.at], words.end[c.amount.end - 1]
    who = None
    if c.noun is not None and c.noun.outcome is None:
        a, b = words.start[c.noun.at], words.end[c.noun.end - 1]
        tail = HYPHENED.match(page.words((b, min(b + LONGEST_TAIL, words.end[-1])), field)) if b < words.end[-1] else None
        who = page.words((a, b + (tail.end() if tail else 0)), field)
    return Quantity(span=span, text=page.words(span, field), low=c.amount.low, high=c.amount.high, bound=c.amount.bound,
                    what=c.what or "other", who=who, field=field)


def _in_sentence(ctx: Context, told: list[Amount], none: list[tuple[Amount, What]], taken: list[Span]) -> list[Counted]:
    """What the amounts of a sentence count, and what is `none` in it."""
    found: list[Counted] = []
    ctx.told = told
    numbered = -9       # end of the last number that is a name's ("posts 542 and 543")
    for a in told:
        if ctx.overlaps((a.core, a.core_end), taken):
            continue
        if is_numbered(ctx.words, a, ctx.lex) or (a.core - numbered == 1 and ctx.words.low[a.core - 1] in ctx.lex.words["held_together"]):
            numbered = a.core_end
            continue
        counted = _count(ctx, a, found, taken)
        if counted is not None:
            found.append(counted)
    return joined(ctx, with_zeros(found, none))


def _of_things(ctx: Context, a: Amount, noun: Noun | None, before: list[Counted]) -> What | None:
    """Which of the things that were counted last a number is taken out of: "and 28 of them were shot down", « dont 20 ont été abattus »."""
    last = before[-1].what if before else ctx.last
    if last not in THINGS or noun is not None:
        return None
    of_them = ctx.lex.of_them.at(ctx.words.low, a.core_end)
    return last if of_them or (before and is_part(ctx.words, a, ctx.lex)) else None


def _count(ctx: Context, a: Amount, before: list[Counted], taken: list[Span]) -> Counted | None:
    """The count an amount is, or None where it is none."""
    words, lex = ctx.words, ctx.lex
    if is_refused(words, a, lex) or is_percentage(words, a, lex):
        return None
    if a.nature != "digits" and a.low == 1 and lex.none.before(words.low, a.at):
        return None                             # "no one on board was hurt"
    if lex.of_them.at(words.low, a.core_end) and a.nature in ("article", "word") and before and a.at and words.low[a.at - 1] == ",":
        return Counted(a, None, before[-1].what, True)
    noun = _noun(ctx, a)
    dated = noun is not None and ctx.overlaps((noun.at, noun.end), taken)       # « en a blessé dix mardi »
    if (things := _of_things(ctx, a, noun, before)) is not None:
        return Counted(a, None, things, bool(before))
    if noun is not None and _names(ctx, a, noun):
        return None
    if noun is not None and noun.outcome is None and not noun.known and noun.at == a.core_end and _acts(ctx, noun):
        noun = None
    sub = is_part(words, a, lex) and bool(before)
    if a.nature == "article":
        return _article(ctx, a, noun, sub, before)
    told = before[-1].what if noun is None and before and before[-1].what in OUTCOMES and _listed(ctx, a) else _told(ctx, a, noun)
    if noun is None and told is None and not sub and not lex.armies.before(words.low, a.at) and not _elliptic(ctx, a, before):
        return None
    if sub and told is None and noun is None:
        told = before[-1].what
    army = lex.armies.before(words.low, a.at)
    if told is None and army and (noun is None or noun.kind in HUMAN):
        told = cast("What", army[1])
    what = told or (noun.kind if noun else (before[-1].what if before else None))
    return Counted(a, None if dated and told else noun, what, sub)


def _names(ctx: Context, a: Amount, noun: Noun) -> bool:
    """Whether digits before an unknown noun in the singular are its name, not its count ("a 911 caller")."""
    if not (ctx.sentence.parsed and ctx.lex.compounds and a.nature == "digits" and a.bound == "exact" and (a.low or 0) > 1) or noun.known:
        return False
    t = ctx.token(noun.at)
    return t is not None and noun.outcome is None and t.pos == "NOUN" and t.feats.get("Number") == "Sing"


def _acts(ctx: Context, noun: Noun) -> bool:
    """Whether the word taken for what is counted is a verb ("the index of 100 slipped", "as one heads south")."""
    t = ctx.token(noun.at)
    return ctx.sentence.parsed and t is not None and t.pos in ("VERB", "AUX") and t.feats.get("VerbForm") == "Fin"


def _article(ctx: Context, a: Amount, noun: Noun | None, sub: bool, before: list[Counted]) -> Counted | None:
    """A bare article counts at the head of a casualty noun, or where the noun is left out after "dont"."""
    words, after = ctx.words, a.core_end
    if after < len(words) and words.low[after] in ctx.lex.words["only"]:
        after += 1
    if after < len(words) and words.low[after] in ctx.lex.words["article_nouns"]:
        head = make_noun(words, after, ctx.lex)
        return Counted(a, head, head.outcome, sub)
    if words.low[a.core] in ctx.lex.words["numerals"] and not ctx.lex.partitive_no.at(words.low, after):
        told = _told(ctx, a, noun)
        if noun is not None or told is not None:
            return Counted(a, noun, told or (noun.kind if noun is not None else None), sub)
        return None
    if sub and _stands_alone(ctx, a):
        return Counted(a, None, before[-1].what, True)
    return None


def _stands_alone(ctx: Context, a: Amount) -> bool:
    """Whether an article has no noun after it."""
    t = ctx.token(a.core)
    if ctx.sentence.parsed and t is not None:
        return t.pos == "PRON" or t.rel not in ("det", "nummod") or ctx.sentence.head(t).pos not in ("NOUN", "PROPN")
    return noun_by_words(ctx.words, a.core_end, ctx.lex) is None


def _noun(ctx: Context, a: Amount) -> Noun | None:
    """The noun counted, from the parse where it is sure, else from the words."""
    words, lex = ctx.words, ctx.lex
    listed = listed_at(words, a, lex)
    by_words = noun_by_words(words, listed if listed is not None else max(a.end, a.core_end), lex)
    if listed is not None:
        return by_words
    if not ctx.sentence.parsed:
        return by_words
    t = ctx.token(a.core_end - 1)
    if t is None:
        return by_words
    head = ctx.sentence.head(t) if t.rel in ("nummod", "det", "amod") and t.head > t.i else None
    if head is None and t.pos in ("NOUN", "NUM", "PRON") and (by_words is None or of_length(words, a.core_end, lex)):
        head = next((c for c in ctx.sentence.children(t, "nmod") if c.i > t.i and c.i - t.i <= 4), None)
    i = ctx.word_at.get(head.start) if head is not None else None
    if head is None or i is None or not a.core_end <= i <= a.core_end + 8 or head.pos not in ("NOUN", "PROPN", "ADJ"):
        return by_words
    first = a.core_end + of_length(words, a.core_end, lex)
    if any(w in lex.words["no_noun"] and w not in lex.words["of"] for w in words.low[first:i]):
        return by_words
    if lex.compounds and by_words is not None and by_words.at > i and not any(low == "," for low in words.low[i:by_words.at]):
        return by_words
    return make_noun(words, i, lex)


def _told(ctx: Context, a: Amount, noun: Noun | None) -> What | None:
    """What became of those counted."""
    words, lex = ctx.words, ctx.lex
    if noun is not None and noun.outcome is not None:
        other = words.low[noun.at] in lex.words["standing"] and _told(ctx, a, noun._replace(kind="people", outcome=None))
        return other or noun.outcome
    if noun is not None and noun.kind not in HUMAN and noun.known:
        return None
    if noun is not None and (between := outcome_between(words, a.core_end, noun.at, lex)):
        return between
    human = noun is None or noun.kind in HUMAN
    after = outcome_after(words, noun.end if noun is not None else max(a.end, a.core_end), lex, human, ctx.stop(a))
    told = after or outcome_before(words, a.at, lex)
    if told is None and ctx.sentence.parsed:
        t = ctx.token(a.core_end - 1)
        if t is not None and noun is not None and (t.rel in ("nummod", "det", "amod") or t.head == t.i):
            t = ctx.token(noun.at)
        told = outcome_by_parse(ctx.sentence, t, words, ctx.word_at, lex) if t is not None else None
    if told is None and noun is None and a.nature != "article":
        told = "injured" if ctx.hurt and struck(words, a, lex) else number_of(words, a, lex, bound_words(ctx.lang).changes)
        told = told or put_at(words, a, lex)
    return told if told is not None else toll(words, a, noun, lex, bound_words(ctx.lang).changes)


def _listed(ctx: Context, a: Amount) -> bool:
    """A number without a noun that says where part of a count before it holds: "24 hurt: twenty at the port and four at the airport"."""
    low = ctx.words.low
    if a.nature == "article" or a.at == 0 or a.end >= len(low) or ctx.lex.sub.before(low, a.at):
        return False
    joined = low[a.end] in ctx.lex.words["no_noun"] and low[a.at - 1] in {":", *ctx.lex.words["joins"]}
    return joined and outcome_after(ctx.words, a.end, ctx.lex) is None


def _elliptic(ctx: Context, a: Amount, before: list[Counted]) -> bool:
    """A number without a noun that goes on with a count told before: "and another 12 in Jalalabad"."""
    if not before or a.nature == "article":
        return False
    low = ctx.words.low
    if ctx.lex.further.at(low, a.end):
        return True
    if a.end < len(low) and ((low[a.end].isalpha() and low[a.end] in ctx.lex.words["no_noun"]) or low[a.end] in ".;)"):
        joined = a.at > 0 and low[a.at - 1] in {":", *ctx.lex.words["joins"], *ctx.lex.words["skip_before"]}
        return a.bound != "exact" or joined
    return False
