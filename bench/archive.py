"""A web archive against JSON lines of the same articles, both ingested (`python -m bench.archive [SET] [N]`).

Each article is put into a plain page (title, outlet, day, paragraphs) and the pages into one WARC; the words a page gives back are written
as JSON lines, so that both ways read the same. `speed` is the seconds of work of the lines over those of the archive: 1 where unpacking
and extraction cost nothing. The two take turns, chunk by chunk, so that what else the machine does weighs on both. Where more articles are asked for
than a set has, it is repeated with other days and names (`bench.endtoend`).
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from html import escape
from itertools import islice
from pathlib import Path

from bench.endtoend import news
from selon.articles.intake import Intake, take
from selon.articles.keeping import Keeper
from selon.articles.network import Fetched
from selon.languages.lexicon import languages
from selon.ledger.store import Ledger
from selon.model import Article
from selon.reading.reader import Reader
from selon.workflow.crew import Crew
from selon.workflow.ingest import Ingested, ingest


def page(a: Article) -> bytes:
    """An article as a page that news sites might send."""
    day = f'<meta property="article:published_time" content="{a.published.start}">' if a.published else ""
    body = "".join(f"<p>{escape(p)}</p>" for p in a.text.split("\n") if p.strip())
    title, site = escape(a.title or a.id), escape(a.outlet or "Gazette")
    return (
        f'<!doctype html><html lang="{a.lang}"><head><meta charset="utf-8"><title>{title}</title>{day}<meta property="og:site_name" content="{site}">'
        f"</head><body><nav><a href='/'>{site}</a></nav><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def archive(folder: Path, found: Iterable[Article]) -> Path:
    """One WARC of their pages."""
    keeper, path = Keeper(folder), folder
    for n, a in enumerate(found):
        body, url = page(a), f"https://example.org/{n}"
        kind = (("content-type", "text/html; charset=utf-8"),)
        path = keeper.keep(Fetched(url, url, 200, kind, body, datetime(2024, 1, 1, tzinfo=UTC), hashlib.sha256(body).hexdigest()))
    return path


def lines(path: Path, taken: Iterable[Article]) -> Path:
    """The articles that came out of the archive, as JSON lines."""
    with path.open("w", encoding="utf-8") as f:
        for a in taken:
            day = a.published.start.isoformat() if a.published and a.published.start else None
            f.write(
                json.dumps(
                    {"id": a.id, "title": a.title, "text": a.text, "url": a.url, "outlet": a.outlet, "published": day, "lang": a.lang}
                )
                + "\n"
            )
    return path


def _turns(sources: Iterable[Path], folder: Path, reader: Reader) -> list[tuple[float, int]]:
    """Seconds of work that ingesting and weaving each source takes, and its new articles; they take turns, chunk by chunk."""
    spent = dict.fromkeys(sources, 0.0)
    new = dict.fromkeys(spent, 0)
    with ExitStack() as open_ledgers:
        under_way = {s: _ingesting(s, open_ledgers.enter_context(Ledger(folder / f"{s.name}.selon", create=True)), reader) for s in spent}
        while under_way:
            for source in sorted(under_way, key=lambda s: spent[s]):  # who spent less goes first and meets new words first
                begun = time.process_time()
                account = next(under_way[source], None)
                spent[source] += time.process_time() - begun
                if account is None:
                    del under_way[source]
                else:
                    new[source] = account.new
    return [(spent[s], new[s]) for s in spent]


def _ingesting(source: Path, ledger: Ledger, reader: Reader) -> Iterator[Ingested]:
    return iter(ingest(ledger, take(str(source), Intake(supported=languages())), Crew(reader)))


def measure(name: str, n: int) -> dict[str, float]:
    """Seconds of both ways and their ratio."""
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        warc = archive(folder / "warc", islice(news([name]), n))
        taken = (a for a in take(str(warc), Intake(supported=languages())) if isinstance(a, Article))
        flat = lines(folder / "flat.jsonl", taken)
        reader = Reader()
        reader.prepare(set(languages()))
        (flat_s, flat_n), (warc_s, warc_n) = _turns((flat, warc), folder, reader)
    return {"articles": warc_n, "articles_jsonl": flat_n, "jsonl_s": flat_s, "warc_s": warc_s, "speed": flat_s / warc_s}


if __name__ == "__main__":
    name, n = (*sys.argv[1:], *("gva", "600")[len(sys.argv) - 1 :])
    print(json.dumps(measure(name, int(n)), indent=1))
