"""Articles of our own in every form that is read."""

from __future__ import annotations

import json

TEXT = (
    "The ministry said on Monday that three people had been injured when a depot exploded near the railway station. "
    "Firefighters were at the scene within ten minutes, the mayor told reporters, and the road was closed until the evening. "
    "A spokesman for the railway said that trains were running again by nightfall, and that nobody aboard had been hurt."
)
FRENCH = (
    "Le ministère a annoncé lundi que trois personnes avaient été blessées dans l’explosion d’un dépôt près de la gare. "
    "Les pompiers étaient sur place en dix minutes, a déclaré le maire, et la route est restée fermée jusqu’au soir."
)


def page(text: str = TEXT, title: str = "Depot explodes near station", head: str = "") -> str:
    """A web page of one article."""
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f"<meta property='article:published_time' content='2024-05-07T10:00:00Z'>{head}</head>"
        f"<body><nav>Home News Sport</nav><article><h1>{title}</h1><p>{text}</p><p>{text}</p></article></body></html>"
    )


def warc(*pages: tuple[str, bytes], kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """A WARC file with one response an address."""
    records = []
    for url, body in pages:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        record = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-05-07T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(head) + len(body)}\r\n\r\n"
        )
        records.append(record.encode() + head + body + b"\r\n\r\n")
    return b"".join(records)


def rss(items: str, head: str = "") -> bytes:
    """An RSS feed."""
    return f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel><title>The Courier</title>{items}</channel></rss>'.encode()


def rss_item(link: str, title: str = "Depot explodes", body: str = "") -> str:
    """One item, dated 7 May 2024 in its own time zone."""
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>Tue, 07 May 2024 00:30:00 +0200</pubDate>"
        f"<description><![CDATA[{body}]]></description></item>"
    )


def atom(link: str) -> bytes:
    """An Atom feed of one entry."""
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>'
        f"<entry><title>Depot explodes</title><id>urn:x</id><link href='{link}'/><updated>2024-05-07T23:30:00-04:00</updated></entry></feed>"
    ).encode()


def json_feed(text: str = TEXT) -> bytes:
    """A JSON Feed of one item that carries its text."""
    item = {"id": "1", "url": "https://example.org/1", "title": "Depot explodes", "content_text": text * 3, "date_published": "2024-05-07T10:00:00Z"}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "items": [item]}).encode()


def mail(body: bytes, kind: str = "text/plain; charset=utf-8", more: bytes = b"") -> bytes:
    """A newsletter."""
    head = b"From: The Courier <news@example.org>\r\nSubject: =?utf-8?q?D=C3=A9p=C3=B4t?= explodes\r\nDate: Tue, 07 May 2024 00:30:00 +0200\r\n"
    return head + b"MIME-Version: 1.0\r\nContent-Type: " + kind.encode() + b"\r\n" + more + b"\r\n" + body


def table(delimiter: str = ",") -> bytes:
    """Two articles and a row that is too long."""
    d = delimiter
    return f'Title{d}TEXT{d}published\r\nDepot{d}"{TEXT}"{d}2024-05-07\r\n{d}"{TEXT}\n{TEXT}"{d}\r\na{d}b{d}c{d}d\r\n'.encode()
