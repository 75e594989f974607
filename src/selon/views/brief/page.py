"""A brief as one HTML file that holds all it needs: no script, no address asked, fit to print. Every word is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from selon.views import wording
from selon.views.brief import words
from selon.views.brief.drawing import draw_history, draw_map, draw_timeline, placed
from selon.views.brief.gathering import Brief
from selon.views.sharing import Cited, Told

STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
)


def link(c: Cited) -> str:
    """An article by its outlet; a link where its address is one of the web."""
    name = escape(c.outlet or c.id)
    if not c.url or not c.url.startswith(("http://", "https://")):
        return name
    return f'<a href="{escape(c.url)}" rel="noreferrer noopener nofollow">{name}</a>'


def _incident(n: int, t: Told, more: str = "") -> str:
    i = t.incident
    marks = "".join(
        f' <span class="d">{m}</span>' for m in (["⚡ in dispute"] if t.disputes else []) + ([escape(i.grade)] if i.grade else [])
    )
    parts = [f"<div><h3>{escape(i.title)}</h3>{marks}</div>", f'<p class="m">{escape(words.when(i))} · {escape(words.where(i))}</p>']
    if words.people(i):
        parts.append(f"<p>{escape(words.people(i))}</p>")
    if i.figures:
        parts.append(f'<p class="f">{escape(words.figures(i))}</p>')
    parts += [more, f'<p class="m">{escape(words.told(i))}</p>']
    if t.cited:
        parts.append(f'<p class="s">{", ".join(map(link, t.cited))}</p>')
    colour = words.GROUPS[words.group(i)][0]
    return f'<li class="i" id="n{n}"><span class="n" style="background:{colour}">{n}</span><div>{"".join(filter(None, parts))}</div></li>'


def _changed(b: Brief) -> Iterator[str]:
    for n, c in enumerate(b.changed, len(b.new) + 1):
        drawn = "".join(
            f"<figure><figcaption>{escape(words.change(f))}</figcaption>{draw_history(f.what, f.figure) or ''}</figure>" for f in c.figures
        )
        yield _incident(n, c.told, drawn)


def _disputes(b: Brief) -> Iterator[str]:
    for t in b.disputed:
        for d in t.disputes:
            degree = "cannot both hold" if d.degree == "contradicts" else "pull apart"
            yield f"<p><b>{escape(t.incident.title)}</b> <span class='m'>{d.about}: {degree}</span></p>"
            yield '<div class="sides">' + "".join(f"<p>{escape(words.side(s, t.cited))}</p>" for s in d.sides) + "</div>"


def _pictures(b: Brief) -> Iterator[str]:
    key = "".join(f'<span><i style="background:{colour}"></i>{name}</span>' for name, (colour, _) in words.GROUPS.items())
    if (mapped := draw_map(b.shown)) is not None:
        drawn, beyond = mapped
        without = len(b.shown) - len(placed(b.shown))
        caption = (
            "Circles are as wide as the places are unsure, dashed where half the voices or more hedge or tell it as not having happened."
        )
        absent = f" In the list only: {without} without a position, {beyond} far from the others." if without or beyond else ""
        yield f'<figure class="map">{drawn}<figcaption>{caption}{absent}<br><span class="key">{key}</span></figcaption></figure>'
    if (timeline := draw_timeline(b.shown)) is not None:
        bars, far = timeline
        more = f" Far from the others, in the list only: {far}." if far else ""
        yield f'<figure class="wide">{bars}<figcaption>Incidents by day, those of one known day.{more}</figcaption></figure>'


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{title}</h2>{inside or '<p>Nothing.</p>'}</section>"


def to_html(b: Brief) -> str:
    """The brief."""
    title = f"Since {wording.day(b.since)}"
    counts = f"{len(b.new)} new · {len(b.changed)} with figures that moved · {b.again} told again · {len(b.disputed)} in dispute"
    new = "".join(_incident(n, t) for n, t in enumerate(b.new, 1))
    changed, tallies = "".join(_changed(b)), "".join(f"<li>{escape(words.tally(t))}</li>" for t in b.tallies)
    body = [
        f'<header><h1>{title}</h1><p class="sum">{counts}</p><p class="note">{escape(words.NOTE)}</p></header>',
        *_pictures(b),
        _section("New", f"<ol>{new}</ol>" if new else ""),
        _section("Changed", f"<ol>{changed}</ol>" if changed else ""),
        _section("In dispute", "".join(_disputes(b))),
        _section("Counted", f"<ul>{tallies}</ul>" if tallies else ""),
        "<footer>selon · coder: machine · map: Natural Earth (public domain)</footer>",
    ]
    lines = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="en"><head>{HEAD}<title>{title}</title><style>{STYLE}</style></head>\n<body>{lines}</body></html>\n'
    )
