"""What a worker does with the articles it is given, and the form in which readings go from one process to another."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from multiprocessing.connection import Connection

import msgspec

from selon.errors import InputError, SelonError
from selon.ledger.ready import Ready, ready
from selon.model import Article, Reading
from selon.reading.reader import Reader

Answer = bytes | str  # a reading, or one made ready, packed; or what went wrong
Told = Reading | Ready
ADVICE = "the others are read; report it, with the article"

_pack = msgspec.msgpack.Encoder().encode
_reading = msgspec.msgpack.Decoder(Reading).decode
_ready = msgspec.msgpack.Decoder(Ready).decode


def serve(line: Connection, reader: Reader, keep: bool, inherited: Iterable[Connection] = ()) -> None:
    """Reads what comes over the line until it is closed, and makes it ready where it is to be kept. `inherited` are ends of other lines
    that a fork has copied."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends its workers
    for other in inherited:
        other.close()
    while True:
        try:
            line.send(answers(line.recv(), reader, keep))
        except SelonError as e:
            line.send(e)
        except (EOFError, OSError):
            return


def answers(articles: list[Article], reader: Reader, keep: bool) -> list[Answer]:
    """The readings of articles, packed; those of a group with a bad article one by one."""
    try:
        return [_pack(made(r, keep)) for r in reader.read_all(articles)]
    except SelonError:
        raise
    except Exception:
        return [answer(a, reader, keep) for a in articles]


def made(reading: Reading, keep: bool) -> Told:
    """A reading, made ready where it is to be kept."""
    return ready(reading) if keep else reading


def answer(article: Article, reader: Reader, keep: bool) -> Answer:
    """The reading of one article, packed, or what went wrong."""
    try:
        return _pack(made(reader.read(article), keep))
    except SelonError:
        raise
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def from_answer(article: Article, told: Answer, keep: bool) -> Told | InputError:
    """The reading, ready where it is to be kept, or the fault with the article's name."""
    if isinstance(told, bytes):
        return _ready(told) if keep else _reading(told)
    return InputError(f"article {article.id}", f"selon fails on it: {told}", ADVICE)
