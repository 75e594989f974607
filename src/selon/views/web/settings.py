"""How the page is served."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`ledger` is a path or address of a ledger. `public`: excerpts in place of texts, masked names, `delay_days` until an incident is
    shown, positions no finer than `coarse_km`. `tiles`: an address with {z}/{x}/{y} in place of the built-in ground of the map.
    `requests_per_second` and `burst` hold for one client, `most_body` is in bytes."""

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8765
    public: bool = False
    delay_days: int = 0
    coarse_km: float = 0.0
    names: bool = False
    tiles: str | None = None
    requests_per_second: float = 100.0
    burst: int = 300
    most_body: int = 64_000

    @property
    def local(self) -> bool:
        """Whether only this computer can reach it."""
        return self.host in LOOPBACK
