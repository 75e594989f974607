"""Alerts as they leave: masked and held back by rule like all that leaves, as JSON, mail, or an Atom feed; every word escaped."""

from __future__ import annotations

import os
import smtplib
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from xml.etree import ElementTree as ET  # writes only; nothing foreign is parsed with it

import msgspec

from selon.articles.network import Fetcher
from selon.errors import InputError
from selon.ledger.store import Ledger
from selon.model import Incident
from selon.views import wording
from selon.views.sharing import Cited, Sharing, Told
from selon.views.telling import cited
from selon.workflow.watch.rules import Alert
from selon.workflow.watch.settings import ChannelSettings
from selon.workflow.watch.watching import HeldError

ATOM = "http://www.w3.org/2005/Atom"
SECONDS = 30.0  # a channel may take


class Message(msgspec.Struct, frozen=True):
    """An alert as it is sent: `id` is the same for the same thing, so that a receiver can tell a second copy."""

    id: str
    rule: str
    at: datetime
    title: str
    text: str
    incident: Incident | None
    sources: tuple[Cited, ...]


def figures(i: Incident) -> list[str]:
    """`killed 4`, `injured 15 – 20`."""
    shown = []
    for what, f in sorted(i.figures.items()):
        wide = f.high is not None and f.high != f.low
        shown.append(f"{what} {f.low} – {f.high}" if wide else f"{what} {f.best}" if f.high is not None else f"{what} ≥ {f.low}")
    return shown


def _text(alert: Alert, told: Told | None) -> tuple[str, str]:
    """Title and text."""
    if alert.tally is not None:
        t = alert.tally
        number = wording.number(t.tally.low, t.tally.high, t.tally.bound)
        since = f" since {wording.day(t.tally.since)}" if t.tally.since else ""
        return f"{number} {t.tally.what}{since}, {alert.before} before", f"{t.source or t.outlet or 'an article'}: {t.tally.text}"
    if told is None:
        return "", ""
    i = told.incident
    lines = [f"{i.origins} origins, {i.articles} articles; " + (", ".join(figures(i)) or "no figures")]
    lines += [f"{s.says}" for d in told.disputes if alert.dispute and d.id == alert.dispute.id for s in d.sides]
    lines += [c.url for c in told.cited if c.url]
    return ("In dispute: " if alert.dispute else "") + i.title, "\n".join(lines)


def message(alert: Alert, at: float, ledger: Ledger, sharing: Sharing) -> Message | None:
    """What is sent of an alert; null where the rules of sharing hold it back (it is tried again when it is due)."""
    told = None
    if alert.incident is not None:
        i = alert.incident
        disputes = (alert.dispute,) if alert.dispute else ()
        told = sharing.one(Told(i, cited(ledger, i), disputes))
        if told is None:
            return None
    title, text = _text(alert, told)
    when = datetime.fromtimestamp(at, UTC).replace(microsecond=0)
    return Message(alert.id, alert.rule, when, title, text, told.incident if told else None, told.cited if told else ())


def post(m: Message, channel: ChannelSettings, fetcher: Fetcher) -> None:
    """To a webhook; InputError where it does not answer well."""
    assert channel.url is not None
    status = fetcher.post(channel.url, msgspec.json.encode(m), "application/json")
    if not 200 <= status < 300:
        raise InputError(channel.url, f"cannot be fetched: the server answers {status}", "check the webhook")


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def mail(m: Message, channel: ChannelSettings) -> None:
    """By mail; OSError where the server does not take it."""
    letter = EmailMessage()
    letter["Subject"] = _line(f"[{m.rule}] {m.title}")[:200]
    letter["From"] = channel.sender
    letter["To"] = ", ".join(channel.receivers)
    letter["Message-ID"] = f"<{m.id}@selon.invalid>"
    letter["Date"] = m.at
    letter.set_content(m.text + "\n")
    try:
        with smtplib.SMTP(channel.host or "", channel.port, timeout=SECONDS) as server:
            if channel.tls:
                server.starttls()
            if channel.user:
                server.login(channel.user, os.environ.get(channel.password_env or "", ""))
            server.send_message(letter)
    except smtplib.SMTPException as e:
        raise OSError(str(e)) from None


def _entry(m: Message) -> ET.Element:
    entry = ET.Element(f"{{{ATOM}}}entry")
    for name, text in (("id", f"urn:selon:{m.id}"), ("title", _line(f"{m.rule}: {m.title}")), ("updated", m.at.isoformat())):
        ET.SubElement(entry, f"{{{ATOM}}}{name}").text = text
    for c in m.sources:
        if c.url and c.url.startswith(("http://", "https://")):
            ET.SubElement(entry, f"{{{ATOM}}}link", rel="via", href=c.url)
    ET.SubElement(entry, f"{{{ATOM}}}content", type="text").text = "\n".join(map(_line, m.text.split("\n")))
    return entry


def atom(messages: list[Message], path: Path) -> None:
    """The last alerts as a feed, newest first; the file is replaced whole."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    newest = max((m.at for m in messages), default=datetime.fromtimestamp(0, UTC))
    for name, text in (("id", "urn:selon:alerts"), ("title", "selon alerts"), ("updated", newest.isoformat())):
        ET.SubElement(feed, f"{{{ATOM}}}{name}").text = text
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    ET.SubElement(author, f"{{{ATOM}}}name").text = "selon (machine)"
    feed.extend(map(_entry, messages[::-1]))
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))
    part.replace(path)


def sender(
    channels: tuple[ChannelSettings, ...],
    ledger: Ledger,
    sharing: Callable[[], Sharing],
    fetcher: Fetcher,
    past: Callable[[str], list[tuple[Alert, float]]],
) -> Callable[[Alert, float, str], None]:
    """How `Watch` sends: by the channel's name. `past` gives the alerts that have gone or go to a channel of the Atom kind."""
    by_name = {c.name: c for c in channels}

    def send(alert: Alert, at: float, name: str) -> None:
        m = message(alert, at, ledger, sharing())
        if m is None:
            raise HeldError("held back by the rules of sensitivity")
        channel = by_name[name]
        if channel.kind == "webhook":
            post(m, channel, fetcher)
        elif channel.kind == "mail":
            mail(m, channel)
        else:
            found = [message(a, t, ledger, sharing()) for a, t in past(name)]
            atom([x for x in found if x is not None], Path(channel.file or ""))

    return send
