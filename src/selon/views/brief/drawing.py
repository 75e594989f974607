"""The pictures of a brief as SVG, made of numbers and escaped words alone: map, timeline, histories of figures. They need no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from selon.model import Figure, Incident
from selon.views import wording
from selon.views.brief.ground import crowd, land, window
from selon.views.brief.words import GROUPS, group, is_doubtful
from selon.views.sharing import Told

INK, QUIET, LAND, SEA = "#1c2329", "#5b6770", "#fbfaf7", "#e3ebf0"
WIDE = 4  # a tail of days this many times as long as the middle of them is not drawn (an anniversary, a slip), as on the page
MOST_DAYS = 120  # bars of a timeline; longer stretches are drawn by weeks
DOT = 7.5
WIDEST = 200.0  # pixels


def _svg(width: float, height: float, title: str, inside: Iterator[str]) -> str:
    body = "".join(inside)
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )


def _text(x: float, y: float, words: str, anchor: str = "start", size: float = 11, fill: str = QUIET, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size:g}" fill="{fill}"{more}>{escape(words)}</text>'


def _rect(x: float, y: float, width: float, height: float, look: str, title: str = "") -> str:
    inside = f"<title>{escape(title)}</title>" if title else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {look}>{inside}</rect>'


def placed(shown: Sequence[Told]) -> list[tuple[int, Incident]]:
    """The incidents that have a position, with their numbers in the list."""
    return [(n, t.incident) for n, t in enumerate(shown, 1) if t.incident.place and t.incident.place.lat is not None]


def draw_map(shown: Sequence[Told]) -> tuple[str, int] | None:
    """A circle for each incident, as wide as the place is unsure, dashed where it is doubtful; its number is that of the list. With it,
    how many lie too far from the others to be in it. Null where none has a position."""
    everywhere = placed(shown)
    if not everywhere:
        return None
    w = window(crowd([_at(i)[::-1] for _, i in everywhere]))
    found = [(n, i) for n, i in everywhere if w.holds(*_at(i)[::-1])]

    def inside() -> Iterator[str]:
        yield f'<rect width="{w.width:.0f}" height="{w.height:.0f}" fill="{SEA}"/>'
        countries = land(w)
        outlines = "".join(f'<path d="{c.path}"/>' for c in countries)
        yield f'<g fill="{LAND}" stroke="#b9c2c9" stroke-width="0.8">{outlines}</g>'
        ordered = sorted(found, key=lambda x: (-(x[1].place.radius_km or 0.0) if x[1].place else 0.0, x[0]))
        for _, i in ordered:
            yield _circle(i, *w.at(_at(i)[1], _at(i)[0]), w.km)
        yield from (_text(*c.at, c.name, "middle", 9, "#8a949b") for c in countries if c.at)
        spots: dict[tuple[int, int], list[int]] = {}
        for n, i in found:
            x, y = w.at(_at(i)[1], _at(i)[0])
            spots.setdefault((round(x / 13), round(y / 13)), []).append(n)
        for numbers in spots.values():
            first = next(i for n, i in found if n == numbers[0])
            yield _spot(numbers, first, *w.at(_at(first)[1], _at(first)[0]))

    drawn = _svg(w.width, w.height, "Map of the incidents; circles are as wide as the places are unsure", inside())
    return drawn, len(everywhere) - len(found)


def _at(i: Incident) -> tuple[float, float]:
    p = i.place
    return (p.lat or 0.0, p.lon or 0.0) if p else (0.0, 0.0)


def _circle(i: Incident, x: float, y: float, km: float) -> str:
    colour = GROUPS[group(i)][0]
    radius = max((i.place.radius_km or 0.0) / km if i.place else 0.0, DOT)
    dash = ' stroke-dasharray="4 3"' if is_doubtful(i) else ""
    # A circle that fills the map would only tint it: its rim says as much.
    tint = "0.10" if radius < WIDEST else "0"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="{tint}" stroke="{colour}"{dash}/>'


def _spot(numbers: Sequence[int], i: Incident, x: float, y: float) -> str:
    label = str(numbers[0]) + ("+" if len(numbers) > 1 else "")
    colour = GROUPS[group(i)][0]
    names = ", ".join(map(str, numbers))
    return (
        f'<g><title>{escape(f"{names}: {i.title}")}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="{colour}" stroke="#fff"/>'
        + _text(x, y + 2.9, label, "middle", 8.5, "#fff", ' font-weight="600"')
        + "</g>"
    )


def _ends(days: Sequence[date]) -> tuple[date, date]:
    """First and last day that are drawn."""
    ordered = sorted(days)
    early, late = (ordered[round(share * (len(ordered) - 1))] for share in (0.2, 0.8))
    tail = timedelta(days=WIDE * max(7, (late - early).days))
    return next(d for d in ordered if d >= early - tail), next(d for d in reversed(ordered) if d <= late + tail)


def draw_timeline(shown: Sequence[Told]) -> tuple[str, int] | None:
    """A bar a day (a week, where there are many), by group of types, and how many incidents lie far off the others and are not drawn;
    those without a day are left out."""
    days = [(i.start, group(i)) for t in shown if (i := t.incident).start is not None and i.start == i.end]
    counted = Counter((d, g) for d, g in days if d is not None)
    if not counted:
        return None
    first, last = _ends([d for d, _ in days if d is not None])
    far = sum(k for (d, _), k in counted.items() if not first <= d <= last)
    size = 1 if (last - first).days < MOST_DAYS else 7 if (last - first).days < 7 * MOST_DAYS else 31
    n = (last - first).days // size + 1
    bars = Counter[tuple[int, str]]()
    for (d, g), k in counted.items():
        if first <= d <= last:
            bars[(d - first).days // size, g] += k
    return _svg(640, 150, "Incidents by day", _bars(bars, n, size, first)), far


def _bars(bars: Counter[tuple[int, str]], n: int, size: int, first: date) -> Iterator[str]:
    top = max(sum(k for (at, _), k in bars.items() if at == slot) for slot in range(n))
    step = min(590 / n, 40.0)
    yield _text(36, 18, str(top), "end")
    yield f'<line x1="40" y1="120.5" x2="{44 + n * step:.1f}" y2="120.5" stroke="{QUIET}" stroke-width="0.8"/>'
    for slot in range(n):
        y = 120.0
        for name, (colour, _) in GROUPS.items():
            k = bars[slot, name]
            high = 106 * k / top
            if k:
                yield _rect(42 + slot * step, y - high, max(step - 2, 1), high, f'fill="{colour}"', f"{k} {name}")
            y -= high
    every = max(1, -(-n // 6), -(-90 // int(step + 1)))  # a day takes 90 pixels
    for slot in range(0, n, every):
        if (x := 42 + slot * step) < 560:
            yield _text(x, 138, wording.day(first + timedelta(days=slot * size)))


def draw_history(what: str, f: Figure) -> str | None:
    """The steps of a figure: the best as a line, low to high as a band; null where there are fewer than two days."""
    steps = [(h.day, h) for h in f.history if h.day is not None]
    if len({d for d, _ in steps}) < 2:
        return None
    first, last = steps[0][0], steps[-1][0]
    top = max(max(h.high or h.best, h.best) for _, h in steps) or 1
    span = max((last - first).days, 1)

    def x(d: date) -> float:
        return 40 + 360 * (d - first).days / span

    def y(v: int) -> float:
        return 92 - 74 * v / top

    def inside() -> Iterator[str]:
        yield f'<line x1="40" y1="92.5" x2="420" y2="92.5" stroke="{QUIET}" stroke-width="0.8"/>'
        ends = [*(x(d) for d, _ in steps[1:]), 420.0]
        for (d, h), end in zip(steps, ends, strict=True):
            band = y(h.low) - y(h.high if h.high is not None else h.best)
            yield _rect(x(d), y(h.high if h.high is not None else h.best), end - x(d), max(band, 0.0), 'fill="#0072B2" fill-opacity="0.15"')
        path = "".join(f"{'M' if k == 0 else 'L'}{x(d):.1f} {y(h.best):.1f}H{ends[k]:.1f}" for k, (d, h) in enumerate(steps))
        yield f'<path d="{path}" fill="none" stroke="#0072B2" stroke-width="2"/>'
        yield _text(36, y(steps[0][1].best) + 4, str(steps[0][1].best), "end")
        yield _text(424, y(steps[-1][1].best) + 4, str(steps[-1][1].best), fill=INK, more=' font-weight="600"')
        yield _text(40, 108, wording.day(first))
        yield _text(420, 108, wording.day(last), "end")

    return _svg(460, 112, f"{what}: {steps[0][1].best} to {steps[-1][1].best}", inside())
