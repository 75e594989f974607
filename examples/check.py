"""Holds readings of a dossier, and what was woven of them, against the expected ledger beside it; standard library only.

    python examples/check.py READINGS.jsonl [--woven FOLDER] [--expected FILE]

FOLDER holds incidents.jsonl, disputes.jsonl, origins.jsonl and roots.jsonl, as `python examples/weave.py` writes them.

It prints what is missing, with what is wrong in the nearest thing found, and a line for each kind of thing; the last line is the
share of expected events and tallies found.
What each key of the expected ledger means stands in examples/README.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DOSSIER = Path(__file__).resolve().parent / "dossier"
COUNTED = ("event", "tally")            # what the share on the last line is made of
Json = dict[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing expected: where, what kind, in which words, and the id in the reading that answers to it."""

    where: str
    kind: str
    words: str
    found: bool
    answer: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The id of what answers to an expectation, or null, and then what is wrong with the nearest candidate."""

    id: str | None
    why: str = ""


@cache
def plain(text: str) -> str:
    """Lower case, no accents, single blanks between words: what is left of a text when only its words count."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def says(parts: Iterable[Any], words: str) -> bool:
    """Whether the words stand, in order and side by side, in one of the parts."""
    return any(f" {plain(words)} " in f" {plain(str(part))} " for part in parts if part)


def touches(spans: Iterable[Sequence[int]], where: Span) -> bool:
    """Whether one of the spans shares a character with a region."""
    return any(s[0] < where[1] and s[1] > where[0] for s in spans)


def region(text: str, words: str) -> Span:
    """Where the expected words stand; (0, 0), which nothing touches, when the reading's text lacks them."""
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 else (0, 0)


def named(things: Iterable[Json]) -> list[str]:
    """What sources, participants or places are called: their words and their names."""
    return [str(t.get(key)) for t in things for key in ("text", "name") if t.get(key)]


def agrees(got: Json, want: Json, keys: Iterable[str]) -> bool:
    """Whether each key that is expected has the expected value."""
    return all(got.get(key) == want[key] for key in keys if key in want)


def wrong(judged: Mapping[str, bool]) -> tuple[str, ...]:
    """The names of what was judged wrong."""
    return tuple(name for name, right in judged.items() if not right)


def least(candidates: Iterable[tuple[str, tuple[str, ...]]]) -> Answer:
    """The candidate with the fewest faults; its id counts where it has none."""
    thing, faults = min(candidates, key=lambda c: len(c[1]), default=("", ("nothing there",)))
    return Answer(None if faults else thing, f"{thing} {', '.join(faults)}".strip() if faults else "")


def event_faults(event: Json, want: Json) -> tuple[str, ...]:
    """What of the expected event, apart from where it stands, the found one lacks."""
    place, time, voices = event.get("place") or {}, event.get("time") or {}, event.get("voices") or [event]
    judged = {"type": event.get("type") in want["type"],
              "status": any(v.get("status") in want["status"] for v in voices),
              "hedged": "hedged" not in want or any(v.get("hedged", False) == want["hedged"] for v in voices),
              "mode": agrees(event, want, ("mode",)), "country": agrees(place, want, ("country",)),
              "place": "place" not in want or says(named([place]), want["place"]),
              "time": "time" not in want or [time.get("start"), time.get("end")] in want["time"],
              "newness": event.get("newness") in want.get("newness", [event.get("newness")]),
              "counts": all(any(agrees(c, count, count) for c in event.get("counts") or []) for count in want.get("counts", []))}
    who = {"actor": ("actor",), "target": ("target",), "means": ("weapon", "actor")}
    judged |= {key: says(named(x for role in roles for x in event.get(role) or []), want[key]) for key, roles in who.items() if key in want}
    return wrong(judged)


def event_spans(event: Json) -> list[Sequence[int]]:
    """Trigger, mentions and counts of an event in the article's text; those in its title have offsets of their own."""
    counts = [c["span"] for c in event.get("counts") or [] if not c.get("field")]
    return [] if event.get("field") else [event["trigger"], *event.get("mentions", []), *counts]


def find_event(want: Json, reading: Json) -> Answer:
    """The event of the reading that answers to the expected one."""
    where = region(reading["text"], want["at"])
    return least((e["id"], event_faults(e, want)) for e in reading.get("events", []) if touches(event_spans(e), where))


def find_claim(want: Json, reading: Json) -> Answer:
    """A claim with most of the expected words as content, from the expected source, in an expected stance."""
    where = region(reading["text"], want["content"])

    def held(claim: Json) -> int:
        return sum(max(0, min(s[1], where[1]) - max(s[0], where[0])) for s in claim.get("content", []) if not claim.get("field"))

    return least((c["id"], wrong({"content": held(c) >= 0.6 * (where[1] - where[0]), "stance": c.get("stance") in want["stance"],
                                  "source": says(named([c.get("source") or {}]), want["source"])}))
                 for c in reading.get("claims", []) if held(c))


def find_tally(want: Json, reading: Json) -> Answer:
    """The tally with the expected number, period, countries and speaker."""
    where = region(reading["text"], want["at"])
    claims = {c["id"]: c for c in reading.get("claims", [])}

    def faults(tally: Json) -> tuple[str, ...]:
        speaker = claims.get(tally.get("claim") or "", {}).get("source") or {}
        return wrong({"number": agrees(tally, want, ("what", "low", "high", "bound")),
                      "from": tally.get("from") in want["from"], "to": tally.get("to") in want["to"],
                      "countries": {p.get("country") for p in tally.get("place") or []} >= set(want["countries"]),
                      "source": "source" not in want or says(named([speaker]), want["source"])})

    return least((t["id"], faults(t)) for t in reading.get("tallies", []) if not t.get("field") and touches([t["span"]], where))


def stays_quiet(words: str, reading: Json) -> bool:
    """Whether nothing is said to have newly happened in these words: a caption, a biography, a mission."""
    where = region(reading["text"], words)
    return not any(touches([e["trigger"]], where) for e in reading.get("events", [])
                   if not e.get("field") and e.get("status") in {"happened", "ongoing"} and e.get("newness") != "background")


def check_article(name: str, want: Json, reading: Json) -> list[Check]:
    """Every expectation of one article against its reading."""
    out: list[Check] = []
    for kind, key, find in (("event", "events", find_event), ("tally", "tallies", find_tally), ("claim", "claims", find_claim)):
        for thing in want[key]:
            answer, words = find(thing, reading), thing.get("at") or thing["content"]
            out.append(Check(f"{name}/{thing['id']}", kind, words, answer.id is not None, answer.id, answer.why))
    out += [Check(name, "quiet", words, stays_quiet(words, reading)) for words in want["quiet"]]
    if want["lead"]:
        lead = next(c for c in out if c.where == f"{name}/{want['lead']}")
        out.append(Check(name, "lead", lead.words, lead.found and lead.answer == reading.get("lead")))
    if want["credit"]:
        out.append(Check(name, "credit", want["credit"], says([reading.get("credit")], want["credit"])))
    return out


def check_readings(readings: Iterable[Json], expected: Json) -> list[Check]:
    """The expectations of all articles; an article that was not read has found nothing."""
    by_id = {r["id"]: r for r in readings}
    nothing = {"text": ""}
    return [c for name, want in expected["articles"].items() for c in check_article(name, want, by_id.get(name, nothing))]


def holder(want: Json, incidents: Sequence[Json], answers: dict[str, str]) -> Json | None:
    """The incident with most of an expected one's reports, when that is at least half of them."""
    reports = {(r.partition("/")[0], answers[r]) for r in want["reports"] if r in answers}

    def held(incident: Json) -> int:
        return len(reports & {(r["article"], r["event"]) for r in incident["reports"]})

    best = max(incidents, key=held, default=None)
    return best if best is not None and reports and 2 * held(best) >= len({*want["reports"]}) else None


def incident_fits(incident: Json, want: Json) -> bool:
    """Type, days (the expected interval and the found one must meet), country and figures."""
    start, end = incident.get("start") or "", incident.get("end") or "9999"
    return (incident.get("type") in want["type"] and start <= want["end"] and (want["start"] or "") <= end
            and (not want["country"] or (incident.get("place") or {}).get("country") == want["country"])
            and all((incident.get("figures") or {}).get(what, {}).get(key) in values
                    for what, figure in want.get("figures", {}).items() for key, values in figure.items()))


def check_incidents(incidents: Sequence[Json], expected: Json, checks: Iterable[Check]) -> list[Check]:
    """Expected incidents: found in one piece and with the right facts; and those that must not be one are not."""
    answers = {c.where: c.answer for c in checks if c.kind == "event" and c.answer}
    holders = {w["id"]: holder(w, incidents, answers) for w in expected["incidents"]}
    out: list[Check] = []
    for want in expected["incidents"]:
        found = holders[want["id"]]
        out.append(Check(want["id"], "incident", " ".join(want["reports"]), found is not None and incident_fits(found, want)))
    for one, other in expected["apart"]:
        a, b = holders[one], holders[other]
        out.append(Check(one, "apart", other, a is not None and b is not None and a["id"] != b["id"]))
    return out


def check_origins(origins: Iterable[Json], expected: Json) -> list[Check]:
    """Copies: each expected origin is found with all its articles, and no other article has copies."""
    found = {frozenset(o["articles"]): o["id"] for o in origins if len(o["articles"]) > 1}
    out = [Check(o["origin"], "origin", " ".join(o["articles"]), found.get(frozenset(o["articles"])) == o["origin"])
           for o in expected["origins"]]
    return [*out, Check("all", "origin", "no others", len(found) == len(expected["origins"]))]


def answered(refs: Iterable[str], answers: Mapping[str, str]) -> set[str]:
    """Refs of the expected ledger as refs of the readings, where these answer to them."""
    return {f"{r.partition('/')[0]}/{answers[r]}" for r in refs if r in answers}


def check_roots(roots: Iterable[Json], expected: Json, answers: Mapping[str, str]) -> list[Check]:
    """Root sources: all tellings of one speaker go by one name."""
    named = {r["ref"]: r["root"] for r in roots}
    out = []
    for want in expected["root_sources"]:
        names = {named.get(r) for r in answered(want["refs"], answers)}
        whole = all(r in answers for r in want["refs"])
        out.append(Check(want["root"], "root", " ".join(want["refs"]), whole and len(names) == 1 and None not in names, why=str(names)))
    return out


def sides_met(dispute: Json, want: Json, answers: Mapping[str, str]) -> int:
    """How many expected sides stand on different sides of a dispute."""
    met: list[int] = []
    for side in want["sides"]:
        refs = answered(side["refs"], answers)
        own = [k for k, s in enumerate(dispute["sides"]) if k not in met and refs & {f"{r['article']}/{r['id']}" for r in s["refs"]}]
        met += own[:1]
    return len(met)


def check_disputes(disputes: Sequence[Json], expected: Json, answers: Mapping[str, str]) -> list[Check]:
    """Disputes: of the expected kind and degree, each expected side on a side of its own."""
    out = []
    for want in expected["disputes"]:
        met = [sides_met(d, want, answers) for d in disputes if d["about"] == want["about"] and d["degree"] in want["degree"]]
        best = max(met, default=0)
        out.append(Check(want["id"], "dispute", want["note"], best == len(want["sides"]), why=f"{best} of {len(want['sides'])} sides"))
    return out


def check_covers(disputes: Iterable[Json], expected: Json, holders: Mapping[str, Json | None], answers: Mapping[str, str]) -> list[Check]:
    """Tallies against incidents: each expected tally stands beside just the expected incidents."""
    covers = {d["tally"]: set(d["covers"]) for d in disputes if d.get("tally")}
    out = []
    for want in expected["tallies_against_incidents"]:
        found = covers.get("".join(answered([want["tally"]], answers)), set())
        wanted = {(holders[i] or {}).get("id") for i in want["covers"]}
        why = f"lacks {len(wanted - found)}, has {len(found - wanted)} more"
        words = f"{want['told']} told, {want['held']} held"
        out.append(Check(want["tally"], "covers", words, found == wanted and None not in wanted, why=why))
    return out


def check_woven(folder: Path, expected: Json, checks: Sequence[Check]) -> list[Check]:
    """Everything that was woven, out of its folder."""
    answers = {c.where: c.answer for c in checks if c.answer}
    incidents, disputes, origins, roots = (lines(folder / f"{name}.jsonl") for name in ("incidents", "disputes", "origins", "roots"))
    holders = {w["id"]: holder(w, incidents, answers) for w in expected["incidents"]}
    return [*check_incidents(incidents, expected, checks), *check_origins(origins, expected), *check_roots(roots, expected, answers),
            *check_disputes(disputes, expected, answers), *check_covers(disputes, expected, holders, answers)]


def share(checks: Iterable[Check], kinds: Sequence[str] = COUNTED) -> tuple[int, int]:
    """How many of the expected things of these kinds were found, of how many."""
    mine = [c.found for c in checks if c.kind in kinds]
    return sum(mine), len(mine)


def lines(path: Path) -> list[Json]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def main(argv: Sequence[str] | None = None) -> int:
    """Prints what is missing, then one line a kind, then the share of events and tallies."""
    parser = argparse.ArgumentParser(description="Hold readings and incidents against the expected ledger of a dossier.")
    parser.add_argument("readings", type=Path, help="what `selon read --format jsonl` wrote")
    parser.add_argument("--woven", type=Path, help="the folder of what was woven")
    parser.add_argument("--expected", type=Path, default=DOSSIER / "expected.json")
    args = parser.parse_args(argv)
    expected = json.loads(args.expected.read_text(encoding="utf-8"))
    checks = check_readings(lines(args.readings), expected)
    if args.woven:
        checks += check_woven(args.woven, expected, checks)
    for c in checks:
        if not c.found:
            print(f"missing {c.kind} {c.where}: {c.words}" + (f"   [{c.why}]" if c.why else ""))
    for kind in dict.fromkeys(c.kind for c in checks):
        good, of = share(checks, (kind,))
        print(f"{kind:9}{good:4} of {of:4}  {good / of:.3f}")
    good, of = share(checks)
    print(f"events and tallies found: {good} of {of} = {good / of:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
