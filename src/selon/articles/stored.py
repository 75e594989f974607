"""Files in object stores (S3, Google Cloud, Azure, HDFS), read through fsspec, which is loaded only for them: `selon[ray]`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Literal, cast
from urllib.parse import urlsplit

from selon.errors import InputError

STORES = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "hdfs")


def is_stored(source: str) -> bool:
    """Whether a source is the address of something in an object store."""
    return source.partition("://")[0] in STORES


class Stored:
    """A file in an object store, with as much of a Path as reading needs."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._path = PurePosixPath(urlsplit(address).path)

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self._path.name

    @property
    def suffix(self) -> str:
        """What the name ends in."""
        return self._path.suffix

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """Its bytes; InputError where it cannot be read."""
        files, path = _store(self.address)
        try:
            return cast("BinaryIO", files.open(path, mode))
        except Exception as e:  # each store has errors of its own
            raise _unreadable(self.address, e) from None

    def mark(self) -> str:
        """Changes when the file does."""
        files, path = _store(self.address)
        try:
            return str(files.ukey(path))
        except Exception as e:
            raise _unreadable(self.address, e) from None

    def __str__(self) -> str:
        return self.address


File = Path | Stored


def file_at(where: str) -> File:
    """A path, or a file in an object store."""
    return Stored(where) if is_stored(where) else Path(where)


def mark(file: File) -> str:
    """Changes when the file does. InputError where it is not there."""
    if isinstance(file, Stored):
        return file.mark()
    try:
        found = file.stat()
    except FileNotFoundError:
        raise InputError(str(file), "no such file", "check the path") from None
    except (OSError, ValueError) as e:
        raise InputError(str(file), f"cannot be read: {e}", "check the path and its permissions") from None
    return f"{found.st_size}-{found.st_mtime_ns}"


def inside(address: str) -> Iterator[Stored]:
    """The file at an address; or, sorted, those that a pattern (`*`) stands for, or that lie below what ends in a slash."""
    if not address.endswith("/") and not set("*?[") & set(address):
        yield Stored(address)
        return
    files, path = _store(address)
    try:
        found = files.find(path) if address.endswith("/") else [p for p in files.glob(path) if files.isfile(p)]
    except Exception as e:
        raise _unreadable(address, e) from None
    if not found:
        raise InputError(address, "names no files", "check the address")
    yield from (Stored(files.unstrip_protocol(p)) for p in sorted(found))


def _store(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415
    except ImportError:
        raise InputError(address, "needs fsspec", "pip install 'selon[ray]'") from None
    try:
        files, path = url_to_fs(address)
    except Exception as e:  # a store's own package that is missing, or that finds no key
        raise _unreadable(address, e) from None
    return files, str(path)


def _unreadable(address: str, e: Exception) -> InputError:
    return InputError(address, f"cannot be read: {type(e).__name__}: {e}", "check the address and the keys of the store")
