"""What was fetched, kept as it came: WARC records (ISO 28500) with address, time, headers and hash, which any web archive reads."""

from __future__ import annotations

import gzip
import uuid
from pathlib import Path

from selon.articles.network import Fetched

# The body is kept unpacked, so that headers about its packing would be false.
PACKING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
NEWLINE = "\r\n"


def record(got: Fetched) -> bytes:
    """One WARC response record, unpacked. Its id is made of address, time and hash: the same answer has the same record."""
    stated = [f"{k}: {' '.join(v.split())}" for k, v in got.headers if k not in PACKING]
    head = NEWLINE.join([f"HTTP/1.1 {got.status} ", *stated, f"content-length: {len(got.body)}", "", ""]).encode("latin-1", "replace")
    at = got.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        "WARC/1.1", "WARC-Type: response", f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{got.url} {at} {got.sha256}')}>",
        f"WARC-Date: {at}", f"WARC-Target-URI: {got.url}", f"WARC-Payload-Digest: sha256:{got.sha256}",
        "Content-Type: application/http;msgtype=response", f"Content-Length: {len(head) + len(got.body)}", "", "",
    ]  # fmt: skip
    return NEWLINE.join(lines).encode("ascii", "replace") + head + got.body + b"\r\n\r\n"


class Keeper:
    """Appends records to one packed file a day of `folder`; each record is a gzip member of its own, so that a crash harms no other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, got: Fetched) -> Path:
        """The file the answer now stands in."""
        path = self.folder / f"fetched-{got.at:%Y-%m-%d}.warc.gz"
        with path.open("ab") as f:
            f.write(gzip.compress(record(got), mtime=0))
        return path
