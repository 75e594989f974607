"""The only door to the network. Nothing is fetched unless a user names an address, and then within these bounds:

http and https alone; every address a name resolves to must be public, and the connection goes to one of those that were checked, so
that a name cannot point elsewhere a moment later; redirects are checked again; bytes, unpacked bytes and total time are limited.
"""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit

import httpcore

from selon.articles.links import absolute, check_address
from selon.errors import InputError

REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost, whom it may reach, and who we say we are. `seconds` bounds one request from the first byte to the last."""

    most_bytes: int = 20_000_000
    seconds: float = 30.0
    private: bool = False
    agent: str = "selon/0.1 (reads the news; see https://pypi.org/project/selon/)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `body` is unpacked, `sha256` is of the body, `moved_to` is where a permanent move leads."""

    asked: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime
    sha256: str
    moved_to: str | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, or null."""
        return next((v for k, v in self.headers if k == name), None)


class UnreachableError(InputError):
    """A fault that may be over by the next time: no connection, a slow or broken answer, a server that has trouble."""


class _RefusedError(Exception):
    """A connection that is not to be made, or took too long; translated at the module's boundary."""


def _embedded(ip: IP) -> IP:
    """The IPv4 address that an IPv6 address carries inside, else itself."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
    return ip


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network: no private, loopback, link-local, multicast or reserved one, however wrapped."""
    ip = _embedded(ipaddress.ip_address(address.partition("%")[0]))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


class _Watched(httpcore.NetworkStream):
    """A stream whose every step is bounded by one deadline, so that a server that drips bytes cannot hold us."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self.inner, self.deadline = inner, deadline

    def _left(self, timeout: float | None) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise _RefusedError("took too long")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to `max_bytes`, within what is left of the time."""
        return self.inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of `buffer`, within what is left of the time."""
        self.inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        """Closes the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same stream, encrypted; the certificate is checked against the name, not the address."""
        return _Watched(self.inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self.deadline)

    def get_extra_info(self, info: str) -> object:
        """As the inner stream."""
        return self.inner.get_extra_info(info)


class _Guard(httpcore.NetworkBackend):
    """Resolves a name, checks every address it has, and connects to one of those."""

    def __init__(self, limits: Limits, deadline: float) -> None:
        self.limits, self.deadline = limits, deadline
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """A connection to a checked address."""
        left = self.deadline - time.monotonic()
        failure: Exception = _RefusedError("took too long")
        for address in self._addresses(host, port):
            if left <= 0:
                break
            try:
                return _Watched(self.inner.connect_tcp(address, port, left, local_address, socket_options), self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as e:
                failure, left = e, self.deadline - time.monotonic()
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError):
            raise _RefusedError("has no such host") from None
        if not self.limits.private and (bad := next((a for a in found if not is_public(a)), None)):
            raise _RefusedError(f"leads to {bad}, which is not public")
        return list(dict.fromkeys(found))


def unpacked(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The body out of its chunks; ValueError where it is larger than `most` bytes, packed or unpacked, or cannot be unpacked."""
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise ValueError(f"comes packed as {encoding[:40]!r}, which was not asked for")
    out, read = bytearray(), 0
    engine = None if encoding in ("", "identity") else zlib.decompressobj(47)
    for chunk in chunks:
        read += len(chunk)
        try:
            out += chunk if engine is None else engine.decompress(chunk, most + 1 - len(out))
        except zlib.error:
            raise ValueError("cannot be unpacked") from None
        if max(read, len(out)) > most:
            raise ValueError(f"has more than {most:,} bytes")
    if engine is not None and read and not engine.eof:
        raise ValueError("was cut off")
    return bytes(out)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


ADVICE = {
    "leads to": "private addresses are reached with --allow-private only",
    "has more": "it is no article; or raise --max-bytes",
}


def _fault(url: str, problem: str) -> UnreachableError:
    return UnreachableError(url, f"cannot be fetched: {problem}", next((a for k, a in ADVICE.items() if problem.startswith(k)), ""))


class Fetcher:
    """Fetches one address after another, without cookies, proxies or kept connections."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """What an address gives, whatever its status, redirects followed; InputError where it cannot or must not be fetched."""
        deadline = time.monotonic() + self.limits.seconds
        asked, moved_to, for_good = url, None, True
        for _ in range(REDIRECTS + 1):
            answer = self._once("GET", asked, url, headers or {}, b"", deadline)
            target = answer.header("location") if answer.status in MOVED else None
            if target is None:
                return replace(answer, moved_to=moved_to)
            following = absolute(url, target)
            if following is None:
                raise _fault(asked, "redirects to what is no web address")
            url = following
            for_good = for_good and answer.status in FOR_GOOD
            moved_to = url if for_good else moved_to
        raise _fault(asked, f"redirects more than {REDIRECTS} times")

    def post(self, url: str, body: bytes, content_type: str) -> int:
        """Sends `body`, follows no redirect; the status. InputError as for `get`."""
        return self._once("POST", url, url, {"Content-Type": content_type}, body, time.monotonic() + self.limits.seconds).status

    def _once(self, method: str, asked: str, url: str, headers: Mapping[str, str], content: bytes, deadline: float) -> Fetched:
        check_address(url)
        sent = {"Host": urlsplit(url).netloc, "User-Agent": self.limits.agent, "Accept-Encoding": "gzip, deflate", **headers}
        try:
            with (  # a pool for one request: the deadline belongs to its connection
                httpcore.ConnectionPool(ssl_context=_tls(), max_connections=1, network_backend=_Guard(self.limits, deadline)) as pool,
                pool.stream(method, url.encode("ascii"), headers=list(sent.items()), content=content or None) as answer,
            ):
                got = tuple((k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in answer.headers)
                body = self._body(answer, dict(got))
        except (_RefusedError, ValueError) as e:
            raise _fault(asked, str(e)) from None
        except httpcore.TimeoutException:
            raise _fault(asked, "took too long") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as e:
            raise _fault(asked, f"the connection failed ({' '.join(str(e).split())[:120] or type(e).__name__})") from None
        at = datetime.now(UTC).replace(microsecond=0)
        return Fetched(asked, url, answer.status, got, body, at, hashlib.sha256(body).hexdigest())

    def _body(self, answer: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        if answer.status in MOVED or answer.status == 304:
            return b""
        stated = headers.get("content-length", "0")
        if stated.isdigit() and int(stated) > self.limits.most_bytes:
            raise ValueError(f"has more than {self.limits.most_bytes:,} bytes")
        return unpacked(answer.iter_stream(), headers.get("content-encoding", "").strip().lower(), self.limits.most_bytes)
