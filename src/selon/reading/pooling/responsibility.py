"""Who is said to have done it: claimed, accused or denied."""

from __future__ import annotations

from typing import Literal

from selon.model import Claim, Responsibility
from selon.reading.pooling.sameness import Cluster, Told
from selon.reading.pooling.wording import FORCE

OWNS = frozenset({"asserts", "admits", "confirms"})
Kind = Literal["claimed", "accused", "denied"]


def responsibilities(c: Cluster, claims: dict[int, Claim | None]) -> tuple[Responsibility, ...]:
    """What claims say of the doers of an event, each once."""
    out: list[Responsibility] = []
    for t in c.told:
        claim = claims[id(t.mention)]
        for p in t.actor if claim is not None else ():
            kind = _kind(claim, t, p.name) if claim is not None else None
            if kind is not None and claim is not None:
                r = Responsibility(actor=p.name, kind=kind, claim=claim.id)
                if r not in out:
                    out.append(r)
    return tuple(out)


def _kind(claim: Claim, t: Told, actor: str) -> Kind | None:
    """The speaker's own deed is claimed or denied; another's is an accusation where the stance says so."""
    own = claim.source is not None and (claim.source.name == actor or any(p.span == claim.source.span for p in t.actor))
    if own:
        owned = claim.stance in OWNS or (t.mention.nominal and t.mention.type in FORCE and claim.stance == "asks")
        return "denied" if claim.stance == "denies" else "claimed" if owned else None
    return "accused" if claim.stance == "accuses" else None
