"""Feeds watched on a server that fails in every way: nothing is lost, nothing asked twice, each alert told once, whatever is cut off when."""

from __future__ import annotations

import json
import re
import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from email.utils import formatdate
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from selon.articles.intake import Intake
from selon.articles.network import Fetcher, Limits
from selon.articles.polite import Polite
from selon.errors import InputError, UsageError
from selon.ledger.store import Ledger
from selon.model import Article, Count, Event, Place, Reading, Tally, Time, Voice
from selon.views.alerts import Message, atom, message, sender
from selon.views.sharing import Sharing
from selon.workflow.watch.rules import Alert
from selon.workflow.watch.settings import ChannelSettings, WatchSettings, load_settings
from selon.workflow.watch.state import State
from selon.workflow.watch.watching import Done, HeldError, Watch

START = 1_700_000_000.0
DAY = date(2023, 11, 14)


def read(articles: Iterable[Article]) -> Iterator[Reading]:
    """A reader of a very small language: "PLACE: N killed" is an attack, "COUNT N attacks" a tally since 1 November."""
    for a in articles:
        events, tallies = [], []
        for m in re.finditer(r"(\w+): (\d+) killed", a.text):
            n, at = int(m[2]), float(len(m[1]) * 7 % 60)
            place = Place(span=m.span(1), text=m[1], name=m[1], basis="town", country="SY", lat=at, lon=at, radius_km=5.0)
            count = Count(span=m.span(2), text=m[2], what="killed", low=n, high=n, bound="exact")
            voice = Voice(claim=None, status="happened", hedged=False, span=m.span())
            when = Time(span=m.span(), text="", start=a.published.start if a.published else DAY, end=a.published.start if a.published else DAY, kind="date")
            events.append(
                Event(id=f"e{len(events) + 1}", type="ASSAULT", trigger=m.span(), mentions=(m.span(),), voices=(voice,), status="happened", hedged=False,
                      place=place, time=when, counts=(count,))
            )  # fmt: skip
        for m in re.finditer(r"COUNT (\d+) attacks", a.text):
            tallies += [Tally(id="t1", what="attacks", low=int(m[1]), high=None, bound="at_least", text=m[0], span=m.span(), since=date(2023, 11, 1))]
        yield Reading(id=a.id, lang="en", title=a.title, url=a.url, outlet=a.outlet, credit=None, translated=None, published=a.published, text=a.text,
                      lead=events[0].id if events else None, events=tuple(events), tallies=tuple(tallies))  # fmt: skip


def story(n: int, killed: int, tally: int) -> str:
    filler = f"Officials of district {n} said that the number could rise, and that roads were closed. " * 5
    return f"<html><head><title>Story {n}</title></head><body><article><p>Town{'x' * n}: {killed} killed in an attack. COUNT {tally} attacks since the first. {filler}</p></article></body></html>"


class Publisher:
    """Three feeds that grow over 200 polls, with every kind of trouble; it counts what it is asked."""

    def __init__(self) -> None:
        self.step = 0
        self.asked = Counter[str]()
        self.full = Counter[str]()
        self.posted: list[dict[str, Any]] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def stories(self) -> int:
        return min(self.step // 8 + 1, 20)

    def killed(self, n: int) -> int:
        """The figure of a story; story 3 is corrected at step 100."""
        return n + 100 if n == 3 and self.step >= 100 else n

    def feed(self) -> str:
        items = []
        for n in range(max(1, self.stories() - 9), self.stories() + 1):
            updated = "corrected" if n == 3 and self.step >= 100 else "first"
            when = formatdate(START + n * 86_400)
            items.append(f"<item><title>Story {n}</title><guid>s{n}</guid><link>{self.url}/s/{n}?v={updated}</link><pubDate>{when}</pubDate></item>")
        if self.step >= 100:
            items.append(f"<item><title>Story 3</title><guid>s3</guid><link>{self.url}/s/3?v=corrected</link><pubDate>{formatdate(START + 3 * 86_400)}</pubDate></item>")
        return f"<rss version='2.0'><channel><title>The Courier</title>{''.join(dict.fromkeys(items))}</channel></rss>"

    def answer(self, path: str, request: str) -> tuple[str, str, dict[str, str]]:
        bad = self.step % 10
        if path == "/robots.txt":
            return "200 OK", "User-agent: *\nDisallow: /private\n", {}
        if path.startswith("/s/"):
            n = int(re.findall(r"/s/(\d+)", path)[0])
            if n == 5 and self.asked[path] == 1:
                return "503 Busy", "", {"Retry-After": "30"}
            if n == 7 and self.asked[path] <= 2:
                return "500 Oops", "", {}
            if n == 9:
                return "404 Gone fishing", "", {}
            self.full[path] += 1
            return "200 OK", story(n, self.killed(n), 10 + n % 99), {"Content-Type": "text/html"}
        if path == "/old":
            return "301 Moved", "", {"Location": "/new"}
        if path == "/gone":
            return "410 Gone", "", {}
        if path == "/feed":
            if bad in (3, 4):
                return ("500 Oops", "", {}) if bad == 3 else ("429 Slow down", "", {"Retry-After": "60"})
            tag = f'"{self.stories()}-{int(self.step >= 100)}"'
            if f"if-none-match: {tag}" in request.lower():
                return "304 Not Modified", "", {"ETag": tag}
            self.full["/feed"] += 1
            return "200 OK", self.feed(), {"ETag": tag}
        if path == "/new":
            twin = f"<item><title>Story 4</title><guid>other</guid><link>{self.url}/s/4?v=first</link><pubDate>{formatdate(START + 4 * 86_400)}</pubDate></item>"
            return "200 OK", f"<rss version='2.0'><channel><title>Moved</title>{twin if self.step > 60 else ''}<item><title>M</title><guid>m</guid><link>{self.url}/s/99</link></item></channel></rss>", {}
        return "404 Not Found", "", {}

    def serve(self, times: int) -> None:
        """Answers at most so many requests, each in its turn."""
        for _ in range(times):
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                request = b""
                while b"\r\n\r\n" not in request:
                    request += connection.recv(65536) or b"\r\n\r\n"
                head, _, body = request.partition(b"\r\n\r\n")
                text = head.decode("latin-1")
                method, path = text.split(" ")[:2] if " " in text else ("GET", "/")
                self.asked[path] += 1
                if method == "POST":
                    size = int(re.findall(r"(?i)content-length: (\d+)", text)[0])
                    while len(body) < size:
                        body += connection.recv(65536)
                    down = 30 <= self.step < 60
                    if not down:
                        self.posted.append(json.loads(body))
                    status, content, headers = ("502 Down", "", {}) if down else ("204 OK", "", {})
                else:
                    status, content, headers = self.answer(path, text)
                lines = "".join(f"{k}: {v}\r\n" for k, v in {"Content-Length": str(len(content.encode())), "Connection": "close", **headers}.items())
                connection.sendall(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + content.encode())


SETTINGS = """
contact = "desk@example.org"
every = 600
delay = 0.0
feed = [{{ url = "{url}/feed" }}, {{ url = "{url}/old" }}, {{ url = "{url}/gone" }}, {{ url = "{url}/private/feed" }}]
channel = [{{ name = "hook", kind = "webhook", url = "{url}/hook" }}, {{ name = "file", kind = "atom", file = "{atom}" }}]
alert = [
  {{ name = "every attack", to = ["hook", "file"], type = ["ASSAULT"], country = ["SY"] }},
  {{ name = "more than 15", to = ["hook"], figure = "killed", over = 15 }},
  {{ name = "counts", to = ["hook"], on = "tally" }},
  {{ name = "elsewhere", to = ["hook"], country = ["FR"] }},
]
"""


class Desk:
    """One process that watches, which can be stopped and started again."""

    def __init__(self, folder: Path, publisher: Publisher) -> None:
        self.folder, self.now = folder, START
        (folder / "feeds.toml").write_text(SETTINGS.format(url=publisher.url, atom=folder / "alerts.atom"))
        self.settings = load_settings(folder / "feeds.toml")
        self.open()

    def open(self) -> None:
        self.ledger = Ledger(self.folder / "l.selon", create=True)
        self.state = State(self.folder / "l.watch")
        web = Polite(Fetcher(Limits(private=True, seconds=5)), delay=0.0, clock=lambda: self.now, sleep=lambda _: None)

        def past(channel: str) -> list[tuple[Alert, float]]:
            import msgspec  # noqa: PLC0415

            rules = [a.name for a in self.settings.alert if channel in a.to]
            return [(msgspec.json.decode(body, type=Alert), at) for _, _, at, body in self.state.alerts(rules)]

        send = sender(self.settings.channel, self.ledger, lambda: Sharing(date(2030, 1, 1)), web.fetcher, past)
        self.watch = Watch(self.settings, self.ledger, self.state, web, Intake(supported=("en", "fr")), read, send, clock=lambda: self.now)

    def close(self) -> None:
        self.ledger.close()
        self.state.close()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    import threading  # noqa: PLC0415

    p = Publisher()
    thread = threading.Thread(target=p.serve, args=(3_000,), daemon=True)
    thread.start()
    yield p
    p.socket.close()


def test_two_hundred_polls(tmp_path: Path, publisher: Publisher) -> None:
    desk = Desk(tmp_path, publisher)
    faults = Counter[str]()
    for step in range(200):
        publisher.step = step
        done: Done = desk.watch.round()
        faults.update(re.sub(r"[\d.]+ seconds", "N seconds", f.problem) for f in done.faults)
        desk.now += 1300.0
        if step % 17 == 0:
            desk.close()
            desk.open()
    titles = sorted(int(a.title.split()[1]) for a in desk.ledger.articles() if a.title and a.title.startswith("Story"))
    # nothing lost: every story but the one whose page is never there, the corrected one in both versions
    assert titles == sorted([n for n in range(1, 21) if n != 9] + [3] + [99])
    # nothing asked twice: each page once, but for those that were told to come back
    pages = {path: n for path, n in publisher.asked.items() if path.startswith("/s/")}
    assert {path: n for path, n in pages.items() if n > 1} == {"/s/5?v=first": 2, "/s/7?v=first": 3}
    assert all(n == 1 for path, n in publisher.full.items() if path.startswith("/s/"))
    assert publisher.full["/feed"] <= publisher.stories() + 12
    assert (publisher.asked["/old"], publisher.asked["/gone"], publisher.asked["/private/feed"]) == (1, 1, 0)
    assert publisher.asked["/robots.txt"] <= 200 * 1300 / 86_400 + 2
    # each alert once, those while the webhook was down too
    ids = [m["id"] for m in publisher.posted]
    assert len(ids) == len(set(ids))
    rules = Counter(m["rule"] for m in publisher.posted)
    assert rules["every attack"] == len(list(desk.ledger.incidents()))
    assert rules["more than 15"] >= 5
    counts = [int(re.findall(r"COUNT (\d+)", m["text"])[0]) for m in publisher.posted if m["rule"] == "counts"]
    assert counts == sorted(set(counts))
    assert (len(counts) >= 15, counts[-1]) == (True, 30)
    assert rules["elsewhere"] == 0
    assert "is gone for good (410)" in faults
    assert "is closed to robots (robots.txt)" in faults
    entries = ET.fromstring((tmp_path / "alerts.atom").read_bytes()).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == rules["every attack"]
    desk.close()


def test_a_crash_at_any_step_loses_nothing_and_repeats_nothing(tmp_path: Path, publisher: Publisher) -> None:
    """The process dies after each commit of its state in turn; the next one goes on."""
    publisher.step = 90
    for name in ("move", "put_alert", "put_sent", "put_feed"):
        folder = tmp_path / name
        folder.mkdir()
        desk = Desk(folder, publisher)
        publisher.posted.clear()
        for _ in range(4):
            plain = getattr(desk.state, name)

            def once(*args: Any, plain: Any = plain, **more: Any) -> Any:
                plain(*args, **more)
                raise KeyboardInterrupt

            setattr(desk.state, name, once)
            with pytest.raises(KeyboardInterrupt):
                desk.watch.round()
                raise KeyboardInterrupt
            desk.close()
            desk.open()
            desk.now += 1300.0
        for _ in range(12):
            desk.watch.round()
            desk.now += 1300.0
        ids = [m["id"] for m in publisher.posted]
        assert len(ids) == len(set(ids)), name
        assert Counter(m["rule"] for m in publisher.posted)["every attack"] == len(list(desk.ledger.incidents())) > 5, name
        desk.close()


def test_one_file_of_state_serves_one_process(tmp_path: Path) -> None:
    first = State(tmp_path / "s")
    first.put_robots({"http://example.org": (0.0, "")})
    with pytest.raises(UsageError, match="another `selon watch`"):
        State(tmp_path / "s")
    first.close()
    (tmp_path / "x").write_bytes(b"not a database" * 100)
    with pytest.raises(UsageError, match="no file of"):
        State(tmp_path / "x")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("contact = 'x'\nfeed = [{url = 'ftp://a'}, {url = 'ftp://a'}]\nalert = [{name='a', to=['b']}]\nchannel = [{name='c', kind='mail'}]",
         ["contact 'x'", "feed 'ftp://a'", "two of feed", "no channel is called 'b'", "mail needs host"]),
        ("contact = 'a@b'\nfeed = [{url = 'https://a.org', every = 5}]", ["at least 60"]),
        ("contact = 'a@b'\nfeed = []\nfeeds = 1", ["feeds"]), ("[", ["feeds.toml"]),
    ],
)  # fmt: skip
def test_faults_of_the_file_are_named_together(tmp_path: Path, text: str, words: list[str]) -> None:
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(UsageError) as e:
        load_settings(tmp_path / "feeds.toml")
    assert [w for w in words if w not in str(e.value)] == []


def test_the_file_of_the_docs_is_one(tmp_path: Path) -> None:
    docs = (Path(__file__).resolve().parent.parent.parent / "docs" / "watching.md").read_text(encoding="utf-8")
    (tmp_path / "feeds.toml").write_text(docs.split("```toml\n")[1].split("```")[0])
    settings = load_settings(tmp_path / "feeds.toml")
    assert {a.on for a in settings.alert} == {"incident", "dispute", "tally"}
    assert {c.kind for c in settings.channel} == {"webhook", "mail", "atom"}


def test_no_word_of_the_press_leaves_its_place_in_a_feed(tmp_path: Path) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    from selon.views.sharing import Cited  # noqa: PLC0415

    bad = "</title><script>alert(1)</script>\x00\x1b ]]> &x;"
    m = Message("i", bad, datetime(2023, 1, 1, tzinfo=UTC), bad, bad, None, (Cited("a", bad, "javascript:alert(1)"), Cited("b", None, "https://example.org/?a=1&b=<")))
    atom([m], tmp_path / "a.atom")
    feed = ET.fromstring((tmp_path / "a.atom").read_bytes())
    assert [e.tag.partition("}")[2] for e in feed.iter()].count("script") == 0
    assert [e.get("href") for e in feed.iter() if e.get("href")] == ["https://example.org/?a=1&b=<"]


def test_mail_is_sent_without_lines_of_its_own_in_the_head(tmp_path: Path) -> None:
    import threading  # noqa: PLC0415
    from datetime import UTC, datetime  # noqa: PLC0415

    from selon.views.alerts import mail  # noqa: PLC0415

    server = socket.create_server(("127.0.0.1", 0))
    got: list[str] = []

    def serve() -> None:
        connection, _ = server.accept()
        with connection, connection.makefile("rw", newline="") as f:
            def say(line: str) -> None:
                f.write(line + "\r\n")
                f.flush()
            say("220 test")
            data = False
            for line in f:
                got.append(line.rstrip("\r\n"))
                if data:
                    if got[-1] == ".":
                        data = False
                        say("250 ok")
                elif line.upper().startswith("DATA"):
                    data = True
                    say("354 go")
                elif line.upper().startswith("QUIT"):
                    say("221 bye")
                    return
                else:
                    say("250 ok")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    channel = ChannelSettings(name="m", kind="mail", host="127.0.0.1", port=server.getsockname()[1], tls=False, sender="a@example.org", receivers=("b@example.org",))
    mail(Message("id7", "rule", datetime(2023, 1, 1, tzinfo=UTC), "title\r\nBcc: all@example.org", "text", None, ()), channel)
    thread.join(5)
    server.close()
    assert "Subject: [rule] title Bcc: all@example.org" in got
    assert not any(line.startswith("Bcc") for line in got)
    with pytest.raises(OSError, match=r".+"):
        mail(Message("id7", "rule", datetime(2023, 1, 1, tzinfo=UTC), "t", "x", None, ()), channel)


def test_alerts_are_held_back_by_the_rules_of_sharing(tmp_path: Path) -> None:
    from selon.model import Incident  # noqa: PLC0415
    from selon.views.sensitivity import Rule, Rules  # noqa: PLC0415

    ledger = Ledger(tmp_path / "l", create=True)
    i = Incident(id="i", type="ASSAULT", title="t", start=DAY, end=DAY)
    alert = Alert(id="a", rule="r", incident=i)
    late = Rules((Rule(level="delayed", days=3),))
    assert message(alert, START, ledger, Sharing(DAY + timedelta(2), rules=late)) is None
    assert message(alert, START, ledger, Sharing(DAY + timedelta(3), rules=late)) is not None
    send = sender((ChannelSettings(name="h", kind="webhook", url="http://example.org"),), ledger, lambda: Sharing(DAY, rules=late), Fetcher(), lambda _: [])
    with pytest.raises(HeldError):
        send(alert, START, "h")
    ledger.close()


def test_settings_name_what_is_needed() -> None:
    assert list(WatchSettings(contact="a@b", feed=()).faults()) == []
    assert InputError("a", "b").problem == "b"
