"""A reading as a page for people in a terminal: who says what, what happened, what was counted, what is in dispute.

Wide terminals get columns, narrow ones blocks. Everything carries its id; the words of the article are shown as they stand.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selon.model import Claim, Dispute, Event, Participant, Place, Reading, Tally
from selon.views import wording
from selon.views.sentences import around

STANCE_COLOUR = {
    "denies": "red",
    "doubts": "red",
    "hedges": "yellow",
    "accuses": "magenta",
    "threatens": "magenta",
    "asks": "cyan",
    "promises": "cyan",
    "declines": "bright_black",
    "confirms": "green",
    "admits": "green",
    "retracts": "red",
}
STATUS_COLOUR = {"denied": "red", "planned": "cyan", "threatened": "magenta", "hypothetical": "bright_black"}
WIDE = 120  # columns from which events are shown as a table
ACTOR = 64  # characters of one participant shown
BESIDE = 60  # characters shown on each side of an event's words
LONGEST = 280  # characters of a content shown; the JSON has all
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def clean(words: str) -> str:
    """Words of the article, safe for a terminal: control characters and line ends become a space, long ones are cut."""
    words = CONTROL.sub(" ", words).strip()
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def quote(words: str, lang: str) -> str:
    """Words as a quotation, without doubling the marks they bring along."""
    words = clean(words)
    marks = '«»“”"„'
    if words[:1] in marks and words[-1:] in marks:
        return words
    return f"« {words} »" if lang == "fr" else f"“{words}”"


def words_around(r: Reading, span: tuple[int, int], field: str | None) -> str:
    """Words of an article with those around them, as far as their sentence or some sixty characters to each side go."""
    text = (r.title or "") if field == "title" else r.text
    a, b = span
    first, last = (0, len(text)) if field == "title" else around(text, r.lang, span)
    left, right = max(first, a - BESIDE), min(last, b + BESIDE)
    if left > first:
        left = text.find(" ", left, a) + 1 or left
    if right < last:
        right = max(text.rfind(" ", b, right), b)
    return text[left:right]


def console_of(color: bool, width: int | None = None) -> Console:
    """A console; no colour when piped, with NO_COLOR set, or where `color` is false."""
    plain = not color or "NO_COLOR" in os.environ
    return Console(
        no_color=plain, highlight=False, emoji=False, markup=False, width=width, color_system=None if plain else "auto", soft_wrap=False
    )


def called(text: str, name: str) -> str:
    """The words, and what they resolve to where that tells more: `il [USS Carney]`, but not `le Pentagone [Pentagone]`."""
    told = text.casefold() in name.casefold() or name.casefold() in text.casefold()
    short = text if len(text) <= ACTOR else f"{text[: text.rfind(' ', 0, ACTOR)].rstrip()} …"
    return short if told else f"{short} [{name}]"


class Terminal:
    """Prints readings; no colour when piped, with NO_COLOR set, or where `color` is false."""

    def __init__(self, color: bool = True, width: int | None = None) -> None:
        self.console = console_of(color, width)
        self._first = True

    def show(self, reading: Reading) -> None:
        """Prints one reading."""
        if not self._first:
            self.console.rule(style="bright_black")
        self._first = False
        for part in Page(reading, self.console.width).parts():
            self.console.print(part)


class Page:
    """One reading laid out for a width in columns."""

    def __init__(self, reading: Reading, width: int) -> None:
        self.r, self.width = reading, width
        self.disputes: dict[str, list[int]] = {}
        for number, d in enumerate(reading.disputes, 1):
            for side in d.sides:
                for ref in side:
                    self.disputes.setdefault(ref, []).append(number)

    def parts(self) -> Iterator[RenderableType]:
        """The page from top to bottom; empty sections are left out."""
        yield self._head()
        sections = (
            ("WHO SAYS WHAT", self._claims()),
            ("WHAT HAPPENED", self._events()),
            ("COUNTED", self._tallies()),
            ("IN DISPUTE", self._disputes()),
        )
        for title, rows in sections:
            shown = list(rows)
            if shown:
                yield Text(f"\n {title}", style="bold")
                yield from shown

    def _head(self) -> RenderableType:
        r = self.r
        title = clean(r.title or next((line for line in r.text.splitlines() if line.strip()), ""))
        facts = [r.lang, wording.days(r.published.start, r.published.end) if r.published else "no date"]
        facts += [x for x in (r.outlet, r.author, f"© {r.credit}" if r.credit else None) if x]
        facts += [wording.plural(len(r.claims), "claim"), wording.plural(len(r.events), "event"), wording.plural(len(r.tallies), "tally")]
        head = Text(f"\n {title}", style="bold underline", overflow="ellipsis", no_wrap=True)
        return Group(head, Text(f" {' · '.join(map(clean, facts))}", style="bright_black"))

    def _words(self, spans: tuple[tuple[int, int], ...], field: str | None) -> str:
        where = (self.r.title or "") if field == "title" else self.r.text
        return " … ".join(where[a:b] for a, b in spans)

    def _marks(self, ref: str) -> str:
        return "".join(f" ⚡{n}" for n in self.disputes.get(ref, []))

    def _claims(self) -> Iterator[RenderableType]:
        last = ""
        for c in self.r.claims:
            who = self._speaker(c)
            if who != last:
                yield Padding(Text(who, style="bold"), (0, 0, 0, 2))
            last = who
            row = Table.grid(padding=(0, 1))
            row.add_column(width=5, justify="right", style="bright_black")
            row.add_column(width=9)
            row.add_column(ratio=1)
            words = quote(self._words(c.content, c.field), self.r.lang)
            reply = f" (reply to {c.answers})" if c.answers is not None else ""
            row.add_row(c.id, Text(c.stance, style=STANCE_COLOUR.get(c.stance, "")), f"{words}{reply}{self._marks(c.id)}")
            yield row

    def _speaker(self, c: Claim) -> str:
        if c.source is None:
            return "nobody named"
        s = c.source
        unnamed = "unnamed" if s.anonymous and s.kind != "unnamed_official" else None
        facts = ", ".join(x for x in (s.kind.replace("_", " "), s.country, unnamed) if x)
        name = clean(called(s.name, s.text))
        return f"{name} ({facts})" + "".join(f" via {clean(v.name)}" for v in c.via)

    def _events(self) -> Iterator[RenderableType]:
        if self.r.events and self.width >= WIDE:
            yield self._table()
            return
        for e in self.r.events:
            yield Padding(self._block(e), (0, 0, 0, 2))

    def _facts(self, e: Event) -> tuple[Text, str, str, str, str, str]:
        status = Text(("? " if e.hedged else "") + e.status, style=STATUS_COLOUR.get(e.status, ""))
        kind = f"{e.type.lower()}{f' · {e.mode}' if e.mode else ''}{'' if e.newness == 'new' else f' ({e.newness})'}"
        who, whom = self._people(e.actor), self._people(e.target)
        means = clean(", ".join(w.text if len(w.text) <= ACTOR else f"{w.text[:ACTOR].rstrip()}…" for w in e.weapon))
        who = f"{who or '?'} with {means}" if means and means not in who else who
        arrow = f"{who or '?'} → {whom or '?'}" if who or whom else ""
        when = wording.days(e.time.start, e.time.end) if e.time and e.time.start and e.time.end else ""
        return status, kind, arrow, self._where(e.place), when, ", ".join(wording.count(c) for c in e.counts)

    @staticmethod
    def _people(people: tuple[Participant, ...]) -> str:
        return clean(", ".join(called(p.text, p.name) for p in people))

    @staticmethod
    def _where(p: Place | None) -> str:
        if p is None:
            return ""
        sure = f" ±{p.radius_km:.0f} km" if p.radius_km is not None and p.lat is not None else f" ({p.unresolved})" if p.unresolved else ""
        return clean(f"{p.text}{f', {p.country}' if p.country else ''}{sure}")

    def _table(self) -> Table:
        table = Table(box=None, padding=(0, 1), header_style="bright_black", expand=True)
        for name, ratio in (("", 0), ("status", 0), ("type and words", 3), ("who → whom", 4), ("where", 3), ("when", 2), ("how many", 2)):
            table.add_column(name, ratio=ratio or None, overflow="fold", style="bright_black" if not name else None)
        for e in self.r.events:
            status, kind, *rest = self._facts(e)
            told = Text.assemble(kind, "\n", (quote(self._trigger(e), self.r.lang), "bright_black"))
            table.add_row(("▸" if e.id == self.r.lead else " ") + e.id + self._marks(e.id), status, told, *rest)
        return table

    def _trigger(self, e: Event) -> str:
        """The words that tell of the event."""
        text = (self.r.title or "") if e.field == "title" else self.r.text
        return text[e.trigger[0]:e.trigger[1]]

    def _block(self, e: Event) -> RenderableType:
        status, kind, *rest = self._facts(e)
        mark = "▸ " if e.id == self.r.lead else "  "
        head = Text.assemble((mark, "bold"), (f"{e.id} ", "bright_black"), status, "  ", (kind, "bold"), self._marks(e.id))
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=9, justify="right", style="bright_black")
        grid.add_column(ratio=1)
        for label, value in zip(("who→whom", "where", "when", "how many"), rest, strict=True):
            if value:
                grid.add_row(label, value)
        words = Text(quote(words_around(self.r, e.trigger, e.field), self.r.lang))
        words.highlight_words([clean(self._trigger(e))], "bold")
        grid.add_row("words", words)
        return Group(head, grid)

    def _tallies(self) -> Iterator[RenderableType]:
        claims = {c.id: c for c in self.r.claims}
        for t in self.r.tallies:
            where = ", ".join(p.name for p in t.place)
            who = f"says {self._speaker(claims[t.claim])}" if t.claim in claims else "told by the article"
            facts = [x for x in (self._period(t), clean(where), who, f"part of {t.part_of}" if t.part_of else "") if x]
            number = (wording.number(t.low, t.high, t.bound), "bold")
            row = Table.grid(padding=(0, 1))
            row.add_column(width=5, justify="right", style="bright_black")
            row.add_column(width=16)
            row.add_column(ratio=1)
            row.add_row(t.id, Text.assemble(number, f" {t.what}"), f"{' · '.join(facts)}{self._marks(t.id)}")
            yield row

    @staticmethod
    def _period(t: Tally) -> str:
        return wording.days(t.since, t.until) if t.since or t.until else ""

    def _disputes(self) -> Iterator[RenderableType]:
        for number, d in enumerate(self.r.disputes, 1):
            yield Text.assemble("  ", (f"⚡{number} ", "bold yellow"), f"{d.about} ({d.degree.replace('_', ' ')})")
            yield from self._sides(d)

    def _sides(self, d: Dispute) -> Iterator[RenderableType]:
        things: dict[str, Claim | Event | Tally] = {c.id: c for c in self.r.claims}
        things |= {e.id: e for e in self.r.events} | {t.id: t for t in self.r.tallies}
        for side in d.sides:
            for ref in side:
                if thing := things.get(ref):
                    said = f"{self._teller(thing)}: {quote(self._said(thing), self.r.lang)}"
                    yield Padding(Text.assemble((f"{ref} ", "bright_black"), said), (0, 0, 0, 6))

    def _said(self, thing: Claim | Event | Tally) -> str:
        if isinstance(thing, Event):
            return words_around(self.r, thing.trigger, thing.field)
        return self._words(thing.content, thing.field) if isinstance(thing, Claim) else thing.text

    def _teller(self, thing: Claim | Event | Tally) -> str:
        claims = {c.id: c for c in self.r.claims}
        claim = thing if isinstance(thing, Claim) else claims.get(thing.claim or "")
        return self._speaker(claim) if claim else "the article"
