"""A brief says what was told since a day, needs nothing else, and lets no word of the press out of its place."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from math import cos, radians

import pytest
from incidents import BARE, DISPUTE, STRIKE, TOWN, figure, someone, told
from msgspec.structs import replace

from selon.ledger.entries import TallyEntry
from selon.model import FigureStep, Incident, Interval, Tally
from selon.views.brief.drawing import draw_history, draw_map, draw_timeline
from selon.views.brief.gathering import gather
from selon.views.brief.ground import crowd, land, window
from selon.views.brief.markdown import plain, to_markdown
from selon.views.brief.page import to_html
from selon.views.sharing import Cited, Told

SINCE = date(2023, 10, 19)
STEPS = (FigureStep(day=date(2023, 10, 18), low=2, best=2, high=2), FigureStep(day=date(2023, 10, 20), low=2, best=4, high=9, root_source="the ministry"))
MOVED = told(figures={"killed": replace(figure(4), low=2, high=9, history=STEPS), "injured": figure(20)})
LATE = told(id="i9", told=Interval(start=date(2023, 10, 20), end=date(2023, 10, 20)), disputes=())
EVIL = '</title><script>alert(1)</script><img src=x onerror=y> [a](javascript:b) `c` # | "quoted\' &amp; \u202e\x00'


def tally(n: int, ref: str, source: str = "Pentagon", day: date = date(2023, 10, 20)) -> TallyEntry:
    t = Tally(id="t1", what="attacks", low=n, high=None, bound="at_least", text=f"{n} attacks", span=(0, 1), since=date(2023, 10, 17))
    return TallyEntry(ref=ref, article="a", tally=t, source=source, outlet=None, published=Interval(start=day, end=day), disputes=())


def test_new_changed_told_again_and_older() -> None:
    older = told(id="i5", told=Interval(start=date(2023, 10, 1), end=date(2023, 10, 2)))
    again = told(id="i6", disputes=())
    b = gather([older, again, LATE, MOVED, told(BARE)], [tally(19, "a/1"), tally(24, "b/1"), tally(13, "c/1", "Daily E"), tally(99, "d/1", day=date(2023, 10, 1))], SINCE)
    assert [t.incident.id for t in b.new] == ["i9"]
    assert [c.told.incident.id for c in b.changed] == ["i1"]
    assert [(f.what, f.before.best, [s.best for s in f.steps]) for f in b.changed[0].figures] == [("killed", 2, [4])]
    assert (b.again, len(b.disputed)) == (1, 3)
    assert [t.tally.low for t in b.tallies] == [24, 13]


def test_markdown_says_it() -> None:
    text = to_markdown(gather([MOVED, LATE], [tally(19, "a/1")], SINCE))
    for words in ("# Since 19 Oct 2023", "1 new, 1 with figures that moved", "killed: 2 on 18 Oct 2023 → 4 \\(2–9\\) on 20 Oct 2023, the ministry",
                  "≥ 19 attacks since 17 Oct 2023, Pentagon", "[The Courier](<https://example.org/a1>)", "Abu Kamal, Deir ez\\-Zor, SY ± 5 km"):  # fmt: skip
        assert words in text
    assert "Nothing." in to_markdown(gather([], [], SINCE))


def evil() -> Told:
    bad = replace(STRIKE, title=EVIL, actors=(someone(EVIL, "organisation"),), place=replace(TOWN, name=EVIL, admin1=EVIL))
    sides = tuple(replace(s, says=EVIL) for s in DISPUTE.sides)
    cited = (Cited("a1", EVIL, "javascript:alert(1)"), Cited(EVIL, None, 'https://example.org/"><script>alert(2)</script>'))
    return Told(replace(bad, told=Interval(start=SINCE, end=SINCE)), cited, (replace(DISPUTE, sides=sides),))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open, self.found, self.links, self.attributes = list[str](), set[str](), list[str](), set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {k for k, _ in attrs}
        self.links += [v or "" for k, v in attrs if k in ("href", "src")]
        if tag not in ("meta", "br", "rect", "circle", "path", "line", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "circle", "path", "line"):
            assert self.open.pop() == tag


def test_the_page_is_whole_and_safe() -> None:
    page = to_html(gather([evil(), MOVED], [tally(19, "a/1", EVIL)], SINCE))
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not tags.found & {"script", "img", "iframe", "object", "link", "form"}
    assert not any(a.startswith("on") or a == "src" for a in tags.attributes)
    assert all(link.startswith("https://example.org/") for link in tags.links)
    assert "default-src 'none'" in page
    assert "url(" not in page
    assert len(page) < 1_000_000


def test_markdown_is_safe() -> None:
    text = to_markdown(gather([evil()], [tally(1, "a/1", EVIL)], SINCE))
    assert "<script" not in re.sub(r"\\.", "", text)
    assert not re.search(r"(?<!\\)\]\((?!<https?://)", text)
    assert not re.search(r"^\s*#.*alert", text, flags=re.M)
    assert plain("a\n# b") == "a \\# b"


def test_history_is_drawn_where_there_is_one() -> None:
    assert draw_history("killed", figure(4)) is None
    drawn = draw_history("killed", MOVED.incident.figures["killed"])
    assert drawn is not None
    assert drawn.count("<rect") == 2
    assert "killed: 2 to 4" in drawn


def at(lat: float, lon: float, n: int = 0) -> Told:
    return told(id=f"p{n}", place=replace(TOWN, lat=lat, lon=lon))


@pytest.mark.parametrize("places", [[(34.4, 40.9)], [(34.4, 40.9), (-20.0, -170.0)], [(89.0, 0.0)], [(-60.0, 179.9), (-60.0, -179.9)], [(0.0, 0.0)] * 3])
def test_a_map_of_anywhere(places: list[tuple[float, float]]) -> None:
    drawn = draw_map([at(lat, lon, n) for n, (lat, lon) in enumerate(places)])
    assert drawn is not None
    assert not re.search(r"nan|inf", drawn[0])
    Tags().feed(drawn[0])


def test_the_map_shows_the_crowd_and_counts_the_rest() -> None:
    near = [(40.0 + k / 10, 34.0) for k in range(9)]
    assert crowd([*near, (-100.0, 40.0)]) == near
    assert len(crowd([(0.0, 0.0), (90.0, 0.0), (-90.0, 0.0)])) == 3
    drawn = draw_map([at(lat, lon, n) for n, (lon, lat) in enumerate([*near, (-100.0, 40.0)])])
    assert drawn is not None
    assert drawn[1] == 1
    assert draw_map([told(BARE)]) is None


def test_pixels_are_where_the_world_is() -> None:
    w = window([(40.0, 34.0), (44.0, 36.0)])
    assert w.at(w.west, w.north) == (0.0, 0.0)
    assert w.at(w.east, w.south) == (w.width, w.height)
    across, down = w.width / (w.east - w.west) / cos(radians(35.0)), w.height / (w.north - w.south)
    assert across == pytest.approx(down, rel=0.02)
    names = {c.name for c in land(w)}
    assert {"Syria", "Iraq"} <= names
    assert "Japan" not in names


def test_a_timeline_of_days_weeks_or_none() -> None:
    assert draw_timeline([told(BARE)]) is None
    days = [told(id=f"d{n}", start=date(2023, 1, 1 + n), end=date(2023, 1, 1 + n)) for n in range(5)]
    far = told(id="far", start=date(1990, 1, 1), end=date(1990, 1, 1))
    drawn = draw_timeline(days)
    assert drawn is not None
    bars, left_out = drawn
    assert (bars.count("<rect"), left_out) == (5, 0)
    assert draw_timeline([*days, far]) == (bars, 1), "a day far off stretches nothing"
    years = [told(id=f"y{n}", start=date(1990 + 6 * n, 1, 1), end=date(1990 + 6 * n, 1, 1)) for n in range(6)]
    spread = draw_timeline(years)
    assert spread is not None
    assert (spread[0].count("<rect"), spread[1]) == (6, 0)
    assert len(spread[0]) < 20_000


def test_same_incidents_same_bytes() -> None:
    what: list[Told] = [MOVED, LATE, told(BARE)]
    assert to_html(gather(what, [], SINCE)) == to_html(gather(what[::-1], [], SINCE))
    assert isinstance(MOVED.incident, Incident)
