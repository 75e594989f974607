"""How the page is served."""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.views.sensitivity import Rules

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`ledger` is a path or address of a ledger. `public`: excerpts in place of texts, masked names, delays and coarse
    places by `rules`. `tiles`: an address with {z}/{x}/{y} in place of the built-in ground of the map.
    `requests_per_second` and `burst` hold for one client, `most_body` is in bytes."""

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8765
    public: bool = False
    rules: Rules = field(default_factory=Rules)
    names: bool = False
    tiles: str | None = None
    requests_per_second: float = 100.0
    burst: int = 300
    most_body: int = 64_000

    @property
    def local(self) -> bool:
        """Whether only this computer can reach it."""
        return self.host in LOOPBACK
