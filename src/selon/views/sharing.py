"""The one door for what leaves a ledger: exports, briefs, alerts, public pages. Names are masked and sensitivity is applied here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from msgspec.structs import replace

from selon.model import Incident, WovenDispute
from selon.views.masking import mask, mask_dispute
from selon.views.sensitivity import Rules, coarse, due, ruling


@dataclass(frozen=True, slots=True)
class Cited:
    """An article behind an incident."""

    id: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as it is shown, with the articles and disputes behind it."""

    incident: Incident
    cited: tuple[Cited, ...] = ()
    disputes: tuple[WovenDispute, ...] = ()


def _without_places(told: Told) -> Told:
    """Without disputes about the place, whose sides would name it."""
    return Told(told.incident, told.cited, tuple(d for d in told.disputes if d.about != "place"))


@dataclass(slots=True)
class Sharing:
    """How to share on a day: with private names or without, by which rules; `held` counts what was held back, by reason."""

    today: date
    names: bool = False
    rules: Rules = field(default_factory=Rules)
    held: Counter[str] = field(default_factory=Counter)

    def one(self, told: Told) -> Told | None:
        """What may be shown of an incident; null where nothing may, which is counted."""
        i = told.incident
        says = ruling(i, self.rules)
        if says.level == "restricted":
            self.held["restricted"] += 1
            return None
        if says.days and ((day := due(i, says.days)) is None or day > self.today):
            self.held["delayed"] += 1
            return None
        finer = i.place
        if i.place is not None and says.km:
            i = replace(i, place=coarse(i.place, says.km))
            if finer is not None and i.place is not None and finer.name != i.place.name:
                i = replace(i, title=i.title.replace(finer.name, i.place.name))
        if says.km:
            told = _without_places(told)
        if self.names:
            return Told(i, told.cited, told.disputes)
        masked, kept_back = mask(i)
        self.held["names masked"] += bool(kept_back)
        return Told(masked, told.cited, tuple(mask_dispute(d, kept_back) for d in told.disputes))

    def all(self, told: Iterable[Told]) -> Iterator[Told]:
        """Those that may be shown, in their order."""
        return (shown for t in told if (shown := self.one(t)) is not None)
