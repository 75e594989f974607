"""The door to the network: what is let through, and what is not."""

from __future__ import annotations

import gzip
import socket
import time
import zlib

import pytest
from loopback import Loopback, answer

from selon.articles.links import absolute
from selon.articles.network import Fetcher, Limits, is_public
from selon.errors import InputError

OPEN = Limits(private=True, seconds=2, most_bytes=100_000)


def refused(url: str, limits: Limits = OPEN) -> str:
    begun = time.monotonic()
    with pytest.raises(InputError) as e:
        Fetcher(limits).get(url)
    assert time.monotonic() - begun < limits.seconds + 2
    assert "\n" not in str(e.value)
    return str(e.value)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[::1]", "[fe80::1]", "[fd00::1]",
     "[::ffff:127.0.0.1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]", "2130706433", "0x7f000001", "127.1", "224.0.0.1", "255.255.255.255", "[::]"],
)  # fmt: skip
def test_private_addresses_are_refused_however_written(host: str) -> None:
    assert "not public" in refused(f"http://{host}:9/", Limits(seconds=2)) or "no such host" in refused(f"http://{host}:9/", Limits(seconds=2))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/a", "data:text/html,x", "gopher://example.org", "http://", "http:///a", "http://a b/",
     "http://user:pw@example.org/", "http://example.org:0/", "http://example.org:x/", "http://[::1/", "http://example.org/\r\nHost: x", "http://exämple.org",
     "http://example.org/" + "a" * 3000, "//example.org", "http://a\\@b/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert "no web address" in refused(url) or "is not fetched" in refused(url)


def test_a_name_is_resolved_once_and_the_checked_address_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public at the first look and private at the second (DNS rebinding) is never looked at twice."""
    looks = list[str]()

    def look(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looks.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14" if len(looks) == 1 else "127.0.0.1", port))]

    went = list[tuple[str, int]]()

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        went.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert "connection failed" in refused("http://rebind.example/", Limits(seconds=2))
    assert (looks, went) == (["rebind.example"], [("93.184.215.14", 80)])


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert "10.0.0.1, which is not public" in refused("http://two.example/", Limits(seconds=2))


def test_redirects_are_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = {
        "/loop": answer("302 Found", Location="/loop"),
        "/file": answer("301 Moved", Location="file:///etc/passwd"),
        "/js": answer("302 Found", Location="javascript:alert(1)"),
        "/long": answer("302 Found", Location="http://example.org/" + "a" * 3000),
        "/home": answer("308 Moved", Location="/new"),
        "/half": answer("301 Moved", Location="/then"),
        "/then": answer("302 Found", Location="/new"),
        "/new": answer(body=b"here"),
    }
    with Loopback(paths) as server:  # type: ignore[arg-type]
        assert "redirects more than 5 times" in refused(f"{server.url}/loop")
        for path in ("/file", "/js", "/long"):
            assert "redirects to what is no web address" in refused(server.url + path)
        moved, half = Fetcher(OPEN).get(f"{server.url}/home"), Fetcher(OPEN).get(f"{server.url}/half")
        paths["/private"] = answer("302 Found", Location="http://169.254.169.254/latest")
        monkeypatch.setattr("selon.articles.network.is_public", lambda a: a == "127.0.0.1")
        assert "169.254.169.254, which is not public" in refused(f"{server.url}/private", Limits(seconds=2))
    assert (moved.body, moved.moved_to) == (b"here", f"{server.url}/new")
    assert half.moved_to == f"{server.url}/then"


def drip(connection: socket.socket, _: str) -> None:
    for _ in range(100):
        connection.sendall(b"H")
        time.sleep(0.1)


def drip_body(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    drip(connection, "")


def endless(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b"x" * 65536)


def silent(connection: socket.socket, _: str) -> None:
    time.sleep(4)


BOMB = gzip.compress(b"\0" * 50_000_000)


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (drip, "took too long"), (drip_body, "took too long"), (silent, "took too long"), (endless, "more than 100,000 bytes"),
        (answer(body=b"x" * 200_000), "more than 100,000 bytes"),
        (answer(body=BOMB, Content_Encoding="gzip"), "more than 100,000 bytes"),
        (answer(body=gzip.compress(b"x" * 999)[:-9], Content_Encoding="gzip"), "was cut off"),
        (answer(body=b"no gzip", Content_Encoding="gzip"), "cannot be unpacked"),
        (answer(body=zlib.compress(b"x" * 9), Content_Encoding="br"), "was not asked for"),
        (answer(body=b"short", Content_Length="500"), "connection failed"),
        (answer(Content_Length="-1"), "connection failed"), (answer(Content_Length="99999999999"), "more than 100,000 bytes"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", "connection failed"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000, "connection failed"),
        (b"garbage\r\n\r\n", "connection failed"), (b"", "connection failed"), (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", "connection failed"),
    ],
)  # fmt: skip
def test_servers_that_misbehave(behaviour: bytes, words: str) -> None:
    with Loopback({"/": behaviour}) as server:
        assert words in refused(f"{server.url}/")


def test_what_is_packed_is_unpacked() -> None:
    with Loopback({"/g": answer(body=gzip.compress(b"abc"), Content_Encoding="gzip"), "/d": answer(body=zlib.compress(b"abc"), Content_Encoding="deflate")}) as server:
        assert [Fetcher(OPEN).get(server.url + p).body for p in ("/g", "/d")] == [b"abc", b"abc"]


@pytest.mark.parametrize(
    ("link", "url"),
    [("../é?q=ü#f", "http://a.org/%C3%A9?q=%C3%BC"), ("//bücher.example/x y", "http://xn--bcher-kva.example/x%20y"), ("javascript:1", None), ("a%20b", "http://a.org/x/a%20b"),
     ("mailto:a@b.org", None), ("http://[", None), ("", "http://a.org/x/")],
)  # fmt: skip
def test_links_become_addresses(link: str, url: str | None) -> None:
    assert absolute("http://a.org/x/", link) == url
