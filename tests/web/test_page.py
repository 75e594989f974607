"""The page walked as a reader would: every view, both languages, dark, narrow; no fault in the console, none that axe calls serious."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from selon.ledger import access
from selon.ledger.store import Ledger
from tests.web.browser import chromium, served

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
CONSOLES: dict[Page, list[str]] = {}
WAIT = 60_000  # ms; the map is drawn without a graphics card here
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module")
def place(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger for the walk."""
    return Path(shutil.copy(kept, tmp_path_factory.mktemp("walk") / "dossier.selon"))


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[str]:
    """The page."""
    with served(place) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser."""
    with chromium() as b:
        yield b


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window whose console is listened to."""
    told: list[str] = []

    def listen(m: ConsoleMessage) -> None:
        if m.type == "error":
            told.append(m.text)

    window = browser.new_page(viewport={"width": 1400, "height": 900}, locale="en-GB")
    window.set_default_timeout(WAIT)
    window.on("console", listen)
    window.on("pageerror", lambda e: told.append(str(e)))
    CONSOLES[window] = told
    yield window
    hit = window.evaluate("window.hit")
    window.close()
    assert told == []
    assert hit is None


def said(page: Page) -> list[str]:
    """What the console said so far; it is forgiven."""
    told = list(CONSOLES[page])
    CONSOLES[page].clear()
    return told


def picture(page: Page, name: str) -> None:
    """Keeps a picture in docs/ where it is asked for (SELON_PICTURES=1)."""
    if os.environ.get("SELON_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.wait_for_timeout(800)
        page.screenshot(path=PICTURES / f"{name}.png")


def accessible(page: Page) -> None:
    """No fault that axe calls serious or critical."""
    found = Axe().run(page)
    bad = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    assert bad == []


def drawn(page: Page) -> None:
    page.wait_for_selector(".map .chart[data-ready=yes]")


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_overview_filters_brushes_and_shares(page: Page, site: str) -> None:
    page.goto(f"{site}/?since=2023-10-17&until=2023-11-18")
    drawn(page)
    everything = int(re.sub(r"\D", "", page.locator(".listhead span").inner_text()))
    accessible(page)
    picture(page, "overview")
    page.select_option("select[name=type]", "ASSAULT")
    expect(page.locator(".listhead span")).not_to_have_text(re.compile(rf"^{everything} "))
    assert asked(page)["type"] == ["ASSAULT"]
    page.check("input[name=disputed]")
    expect(page.locator(".row .dispute").first).to_be_visible()
    with page.expect_response(re.compile("incidents.*text=drone")):
        page.fill("input[name=text]", "drone")
    page.wait_for_timeout(300)
    shared = page.url
    rows = page.locator(".row").count()
    page.goto(shared)
    expect(page.locator(".row")).to_have_count(rows)
    page.get_by_role("button", name="Clear filters").click()
    assert not {"type", "disputed", "text", "since"} & asked(page).keys()
    page.wait_for_load_state("networkidle")  # the columns are asked for anew, and the timeline is drawn again
    page.wait_for_timeout(500)
    box = page.locator(".timeline .overlay").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 20, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("since=.*until="))
    assert asked(page)["since"] < asked(page)["until"]


def test_incident_shows_figures_sides_and_reports_and_takes_decisions(page: Page, site: str, place: Path) -> None:
    with Ledger(place) as ledger:
        token = access.new_token(ledger.database, "Ada of the walk")
        told = max(ledger.incidents(), key=lambda i: (bool(i.figures) and bool(i.disputes), i.articles))
    page.goto(f"{site}/incident/{told.id}?lang=en")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".origin").count() == told.origins
    assert page.locator(".disputed").count() == len(told.disputes)
    assert page.locator(".figure").count() == len(told.figures)
    for hands in page.locator(".disputed .sides").all():
        assert hands.locator(".hand").count() >= 2
    accessible(page)
    picture(page, "incident")
    page.fill("input[type=password]", token)
    page.select_option(".decide select >> nth=1", "likely")
    page.fill(".decide textarea", "two root sources")
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".decisions li").first).to_contain_text("two root sources")
    expect(page.locator(".headline")).to_contain_text("likely")
    page.fill(".decide textarea", "a slip")
    page.locator(".decisions").get_by_role("button", name="Undo").first.click()
    expect(page.locator(".decisions li.superseded")).to_have_count(1)
    expect(page.locator(".headline")).not_to_contain_text("likely")
    page.locator(".origin a").first.click()
    page.wait_for_url(re.compile("/article/.*e="))


def test_article_joins_words_and_evidence(page: Page, site: str) -> None:
    page.goto(f"{site}/article/d19?lang=en")
    expect(page.locator(".rail li").first).to_be_visible()
    accessible(page)
    with_text = page.locator(".reading .text").inner_text()
    assert "17 octobre" in with_text
    page.locator(".rail li").nth(1).hover()
    name = page.locator(".rail li").nth(1).get_attribute("data-id")
    expect(page.locator(f'.reading [data-ids~="{name}"].lit').first).to_be_visible()
    page.locator(".reading .m.event").first.hover()
    expect(page.locator(".rail li.lit")).to_have_count(1)
    page.keyboard.press("j")
    first = asked(page)["e"]
    page.keyboard.press("j")
    assert asked(page)["e"] != first
    page.keyboard.press("k")
    assert asked(page)["e"] == first
    picture(page, "article")


def test_counts_against_incidents(page: Page, site: str) -> None:
    page.goto(f"{site}/tallies?lang=en")
    expect(page.locator(".extent svg .told").first).to_be_visible()
    page.locator(".extent .point").last.hover()  # the first speaker's latest: drawn last, above all others
    expect(page.locator(".hovered")).to_contain_text("«")
    accessible(page)
    picture(page, "extent")
    page.locator("main select").select_option("injured")
    page.wait_for_url(re.compile("what=injured"))


def test_sources_sort_and_open(page: Page, site: str) -> None:
    page.goto(f"{site}/sources?lang=en")
    with page.expect_response(re.compile("order=disputed")):
        page.get_by_role("button", name="In dispute").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("In dispute")
    page.wait_for_timeout(300)
    numbers = [int(t) for t in page.locator("tbody tr td:nth-child(5)").all_inner_texts()[:20]]
    assert numbers == sorted(numbers, reverse=True)
    accessible(page)
    picture(page, "sources")
    page.locator("tbody th a").first.click()
    expect(page.locator(".report blockquote").first).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("/sources"))


def test_both_languages_and_dark(page: Page, site: str) -> None:
    page.goto(f"{site}/?lang=fr")
    drawn(page)
    expect(page.locator("nav")).to_contain_text("Vue d’ensemble")
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.get_by_label("Aspect").select_option("dark")
    drawn(page)
    accessible(page)
    picture(page, "dark")
    page.get_by_role("button", name="English").click()
    expect(page.locator("nav")).to_contain_text("Overview")
    page.get_by_label("Look").select_option("")


def test_narrow_screens(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/?lang=fr", "/tallies", "/sources", "/article/d19"):
        page.goto(f"{site}{path}")
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth") <= 391, path
    page.goto(f"{site}/?lang=fr")
    expect(page.locator(".row").first).to_be_visible()
    picture(page, "narrow")
    page.get_by_role("button", name="Carte").click()
    drawn(page)
    accessible(page)


def test_hostile_words_are_only_words(page: Page, site: str) -> None:
    for n in range(5):
        page.goto(f"{site}/article/x{n}?lang=en")
        expect(page.locator(".reading h1")).to_be_visible()
        assert page.locator(".reading script, .reading img, .reading b").count() == 0
        assert page.locator('a[href^="javascript:"]').count() == 0
    page.goto(f"{site}/?lang=en&text=Erbil")
    expect(page.locator(".row").first).to_be_visible()
    page.goto(f"{site}/sources?lang=en")
    expect(page.locator("tbody tr").first).to_be_visible()


def test_review_is_coded_in_the_page(page: Page, site: str, place: Path) -> None:
    with Ledger(place) as ledger:
        token = access.new_token(ledger.database, "Coder")
    page.goto(f"{site}/sources?lang=en")
    page.evaluate("t => sessionStorage.setItem('selon.token', t)", token)
    page.goto(f"{site}/review?lang=en")
    page.locator(".queue a").first.click()
    page.locator("aside select").first.select_option("ASSAULT")
    with page.expect_response(lambda r: r.request.method == "POST" and "/review/" in r.url) as saved:
        page.get_by_role("button", name="Save coding").click()
    assert saved.value.ok
    page.go_back()
    expect(page.locator(".queue li").first).to_contain_text("1")
    accessible(page)


def test_an_unreachable_answer_is_said(page: Page, site: str) -> None:
    page.route("**/api/v1/sources*", lambda route: route.fulfill(status=503, content_type="application/json", body='{"detail": "the ledger is busy"}'))
    page.goto(f"{site}/sources?lang=en")
    expect(page.get_by_role("alert")).to_contain_text("the ledger is busy")
    page.unroute("**/api/v1/sources*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    assert said(page) == ["Failed to load resource: the server responded with a status of 503 (Service Unavailable)"]
