"""A brief as Markdown. Words of the press are escaped: none makes a link, a picture or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selon.views import wording
from selon.views.brief import words
from selon.views.brief.gathering import Brief
from selon.views.sharing import Cited, Told

UNSAFE = re.compile(r"[<>\s]")
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")


def plain(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def link(c: Cited) -> str:
    """An article by its outlet, with its address where that is one of the web."""
    name = plain(c.outlet or c.id)
    if not c.url or not c.url.startswith(("http://", "https://")):
        return name
    address = UNSAFE.sub("", c.url)
    return f"[{name}](<{address}>)"


def _incident(n: int, t: Told) -> Iterator[str]:
    i = t.incident
    yield f"{n}. **{plain(i.title)}**" + (" ⚡ in dispute" if t.disputes else "") + (f" \\[{i.grade}\\]" if i.grade else "")
    yield f"   - {plain(words.when(i))}; {plain(words.where(i))}"
    for line in (words.people(i), words.figures(i), words.told(i)):
        if line:
            yield f"   - {plain(line)}"
    if t.cited:
        yield f"   - {', '.join(map(link, t.cited))}"


def lines(b: Brief) -> Iterator[str]:
    """The brief, line by line."""
    yield f"# Since {wording.day(b.since)}"
    yield ""
    yield f"{len(b.new)} new, {len(b.changed)} with figures that moved, {b.again} told again, {len(b.disputed)} in dispute."
    yield ""
    yield f"> {words.NOTE}"
    yield from ("", "## New", "")
    for n, t in enumerate(b.new, 1):
        yield from _incident(n, t)
    yield from ("" if b.new else "Nothing.", "", "## Changed", "")
    for n, c in enumerate(b.changed, len(b.new) + 1):
        yield from _incident(n, c.told)
        yield from (f"   - {plain(words.change(f))}" for f in c.figures)
    yield from ("" if b.changed else "Nothing.", "", "## In dispute", "")
    for t in b.disputed:
        for d in t.disputes:
            yield f"- **{plain(t.incident.title)}**: {d.about}, {'cannot both hold' if d.degree == 'contradicts' else 'pull apart'}"
            yield from (f"  - {plain(words.side(s, t.cited))}" for s in d.sides)
    yield from ("" if b.disputed else "Nothing.", "", "## Counted", "")
    yield from (f"- {plain(words.tally(t))}" for t in b.tallies)
    yield "" if b.tallies else "Nothing."


def to_markdown(b: Brief) -> str:
    """The brief."""
    return "\n".join(lines(b)).rstrip() + "\n"
