"""The file of `selon watch`: feeds, rules, and where alerts go. All faults are named at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from selon.articles.links import check_address
from selon.errors import InputError, UsageError
from selon.model import EventType, What

LEAST_EVERY = 60.0  # seconds; nobody's feed changes faster


class FeedSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A feed, and how often it is polled, in seconds (that of the file where not given)."""

    url: str
    every: float | None = None


class RuleSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When to tell whom. An incident must fit all of `near` (latitude, longitude, kilometres), `country`, `type`, `word`; with `figure` its
    best number must be over `over`; `on` says what sets the rule off: an incident, a new dispute about one, or a tally that rises."""

    name: str
    to: tuple[str, ...]
    on: Literal["incident", "dispute", "tally"] = "incident"
    near: tuple[float, float, float] | None = None
    country: tuple[str, ...] = ()
    type: tuple[EventType, ...] = ()
    word: str | None = None
    figure: What | None = None
    over: int = 0


class ChannelSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where alerts go: a webhook (`url`), mail (`host`, `port`, `sender`, `receivers`, `user`; the password is in the environment variable
    named by `password_env`), or an Atom `file`."""

    name: str
    kind: Literal["webhook", "mail", "atom"]
    url: str | None = None
    host: str | None = None
    port: int = 587
    tls: bool = True
    sender: str | None = None
    receivers: tuple[str, ...] = ()
    user: str | None = None
    password_env: str | None = None
    file: str | None = None


class WatchSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file. `contact` is told to every server we ask; `every` and `delay` are seconds, between polls and between requests."""

    contact: str
    feed: tuple[FeedSettings, ...]
    alert: tuple[RuleSettings, ...] = ()
    channel: tuple[ChannelSettings, ...] = ()
    every: float = 900.0
    delay: float = 2.0

    def faults(self) -> Iterator[str]:
        """What is wrong beyond the form."""
        if "@" not in self.contact and not self.contact.startswith("http"):
            yield f"contact {self.contact!r}: give a mail address or a page, so that a server's owner can reach you"
        for f in self.feed:
            try:
                check_address(f.url)
            except InputError as e:
                yield f"feed {f.url!r}: {e.problem}"
            if (f.every or self.every) < LEAST_EVERY:
                yield f"feed {f.url!r}: every is at least {LEAST_EVERY:.0f} seconds"
        if self.delay < 0:
            yield f"delay {self.delay}: give 0 or more"
        for kind, names in (
            ("feed", [f.url for f in self.feed]),
            ("alert", [a.name for a in self.alert]),
            ("channel", [c.name for c in self.channel]),
        ):
            if len(set(names)) < len(names):
                yield f"two of {kind} have one name"
        for a in self.alert:
            if missing := set(a.to) - {c.name for c in self.channel}:
                yield f"alert {a.name!r}: no channel is called {sorted(missing)[0]!r}"
        for c in self.channel:
            needed = {"webhook": c.url, "mail": c.host and c.sender and c.receivers, "atom": c.file}[c.kind]
            if not needed:
                yield (
                    f"channel {c.name!r}: {c.kind} needs "
                    + {"webhook": "url", "mail": "host, sender and receivers", "atom": "file"}[c.kind]
                )


def load_settings(path: Path) -> WatchSettings:
    """The settings of a file; UsageError names all that is wrong with it."""
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=WatchSettings)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as e:
        raise UsageError(f"{path}: {e}") from None
    if faults := list(settings.faults()):
        raise UsageError(f"{path}: " + "; ".join(faults))
    return settings
