"""Addresses as words: which are of the web, and what a link on a page leads to. Nothing is fetched or resolved here."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from selon.errors import InputError

MOST_ADDRESS = 2_000  # characters of an address; longer ones are no article's
SAFE = "!$%&'()*+,-./:;=?@_~[]"  # what stays as it is in a path or query; what is quoted already stays quoted


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a path: any scheme is, so that those not fetched are refused by name."""
    scheme, mark, _ = source.partition(":")
    return bool(mark) and len(scheme) > 1 and scheme[:1].isalpha() and all(c.isalnum() or c in "+-." for c in scheme)


def check_address(url: str) -> tuple[str, int]:
    """Host and port of an http(s) address; InputError where it is anything else."""
    name = repr(url)[1:-1][:200]
    if len(url) > MOST_ADDRESS or not url.isascii() or any(c <= " " or c in "\x7f\\" for c in url):
        raise InputError(name, "is no web address", "give http://... or https://... in ASCII, without spaces")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InputError(name, "is no web address", "give http://... or https://...") from None
    if parts.scheme not in ("http", "https"):
        raise InputError(name, f"scheme {parts.scheme!r} is not fetched", "only http and https are")
    if not host or parts.username is not None or parts.password is not None or port == 0:
        raise InputError(name, "is no web address", "give a host, and no user or password")
    return host, port or (443 if parts.scheme == "https" else 80)


def absolute(base: str, link: str) -> str | None:
    """A link of a page or feed as a full http(s) address in ASCII, without fragment; null where it is no such thing."""
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host = parts.hostname or ""
        netloc = parts.netloc if host.isascii() else parts.netloc.lower().replace(host, host.encode("idna").decode(), 1)
        url = urlunsplit((parts.scheme, netloc, quote(parts.path, SAFE), quote(parts.query, SAFE), ""))
        check_address(url)
    except (ValueError, InputError):
        return None
    return url
