"""A ledger of the dossier, read and woven once, and the application over a copy of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from selon.articles.intake import Intake, take
from selon.languages.lexicon import languages
from selon.ledger import access
from selon.ledger.store import Ledger
from selon.model import Article
from selon.reading.reader import Reader
from selon.views.sensitivity import Rule, Rules
from selon.views.web.app import create_app
from selon.views.web.settings import Settings
from selon.workflow.weaving import weave_new

DOSSIER = Path(__file__).resolve().parents[2] / "examples" / "dossier" / "articles.jsonl"
PAYLOADS = (
    "<script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "javascript:window.hit=1",
    "{{7*7}}${7*7}",
    "\u202e<b>rtl</b>",
)


def hostile() -> list[Article]:
    """Articles whose title, outlet, address and speaker are attempts on the page."""
    text = 'Three people were killed in an attack near Erbil on Monday, "{}" said. The ministry of {} denied it.'
    return [
        Article(id=f"x{n}", text=text.format(p, p), title=p, outlet=p, url=p if n % 2 else f"https://example.org/{n}", lang="en")
        for n, p in enumerate(PAYLOADS)
    ]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger that holds the dossier and the hostile articles."""
    path = tmp_path_factory.mktemp("ledger") / "dossier.selon"
    articles = [a for a in take(str(DOSSIER), Intake(supported=languages())) if isinstance(a, Article)]
    with Ledger(path, create=True) as ledger:
        ledger.add(Reader().read_all([*articles, *hostile()]))
        for _ in weave_new(ledger):
            pass
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return path


@pytest.fixture
def where(kept: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(kept, tmp_path / "dossier.selon"))


@pytest.fixture
def token(where: Path) -> str:
    """The token of one who may decide."""
    with Ledger(where) as ledger:
        return access.new_token(ledger.database, "Ada")


@pytest.fixture
def client(where: Path) -> Iterator[TestClient]:
    """A client of the application on loopback."""
    with TestClient(create_app(Settings(ledger=str(where))), base_url="http://127.0.0.1") as c:
        yield c


@pytest.fixture
def public(where: Path) -> Iterator[TestClient]:
    """A client of the public page."""
    with TestClient(create_app(Settings(ledger=str(where), public=True, rules=Rules((Rule(level="open", km=50.0),)))), base_url="http://127.0.0.1") as c:
        yield c


def decoded(body: bytes) -> object:
    """JSON, strictly."""
    return msgspec.json.decode(body)
