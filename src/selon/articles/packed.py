"""Files, packed or not, read within bounds: a bomb is refused after the first megabytes, an endless line is skipped, not held."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.articles.stored import File
from selon.errors import InputError

MOST_LINE = 20_000_000  # bytes of one line of JSONL; four times the largest article
FREE = 50_000_000  # bytes that may be unpacked whatever the ratio; small files of one repeated word are honest
MOST_RATIO = 200  # times its packed size; text is packed 3 to 10 times, pages up to 30
BROKEN = (gzip.BadGzipFile, EOFError, zlib.error)
MAGIC = b"\x1f\x8b"
END = sys.maxsize  # in place of the number of the last item: to the end


class _Unpacked(io.RawIOBase):
    """The bytes of a gzip file; InputError as soon as they outgrow what an honest file can hold."""

    def __init__(self, packed: BinaryIO, name: str) -> None:
        self.packed, self.name, self.size = packed, name, 0
        self.plain = gzip.GzipFile(fileobj=packed, mode="rb")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As many bytes as fit."""
        got = self.plain.readinto(buffer)
        self.size += got
        if self.size > FREE and self.size > MOST_RATIO * self.packed.tell():
            raise InputError(self.name, f"unpacks to more than {MOST_RATIO} times its size", "it is no text; look at it yourself")
        return got

    def seekable(self) -> bool:
        """Only so far as asking for the position goes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """The position, for those who ask by a seek to where they are; nothing is read twice."""
        if (whence, offset) not in ((io.SEEK_CUR, 0), (io.SEEK_SET, self.size)):
            raise io.UnsupportedOperation("seek")
        return self.size

    def close(self) -> None:
        """Closes the file too."""
        if not self.closed:
            self.plain.close()
            self.packed.close()
        super().close()


def opened(path: File) -> BinaryIO:
    """A file as a stream of its bytes, unpacked where they begin as gzip does."""
    stream: BinaryIO = path.open("rb")
    if path.suffix == ".gz" or (stream.seekable() and _begins(stream) == MAGIC):
        return io.BufferedReader(_Unpacked(stream, str(path)), 1 << 17)
    return stream


def _begins(stream: BinaryIO) -> bytes:
    head = stream.read(2)
    stream.seek(0)
    return head


def whole(path: File, most: int) -> bytes:
    """All bytes of a file, unpacked; InputError where there are more than `most`, or where it cannot be unpacked."""
    with opened(path) as stream:
        try:
            data = stream.read(most + 1)
        except BROKEN as e:
            raise InputError(str(path), f"cannot be unpacked: {e}", "fetch the file again") from None
    if len(data) > most:
        raise InputError(str(path), f"has more than {most:,} bytes", "split it, or give JSONL")
    return data


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers from 1; null in place of one that is longer than MOST_LINE."""
    number = 0
    while line := stream.readline(MOST_LINE + 1):
        number += 1
        if len(line) <= MOST_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MOST_LINE)
        yield number, None
