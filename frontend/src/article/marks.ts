// Overlapping spans cut into runs of text that carry the same marks.
import type { Reading, Span } from "../types";

export type Kind = "source" | "cue" | "content" | "event" | "tally" | "place" | "time" | "number";
export interface Mark { kind: Kind; id: string; span: Span; stance?: string }
export interface Run { text: string; start: number; marks: Mark[] }

/** Offsets count code points, as Python's do; JavaScript's strings count UTF-16 units. Gives the unit at which each code point starts. */
export function unitsOf(text: string): Uint32Array {
  const at: number[] = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) at.push(i);
  at.push(text.length);
  return Uint32Array.from(at);
}

/** The marks of a reading in its text or title. */
export function marksOf(r: Reading, field: "text" | "title"): Mark[] {
  const inField = (f: string | null | undefined) => (f ?? "text") === field;
  const marks: Mark[] = [];
  const add = (kind: Kind, id: string, span: Span, stance?: string) => marks.push(stance ? { kind, id, span, stance } : { kind, id, span });
  for (const c of r.claims) {
    if (inField(c.field)) {
      for (const s of c.content) add("content", c.id, s, c.stance);
      for (const s of c.cue) add("cue", c.id, s);
    }
    for (const s of [c.source, ...c.via]) if (s && inField(s.field)) add("source", c.id, s.span);
  }
  for (const e of r.events) {
    if (inField(e.field)) for (const s of e.mentions) add("event", e.id, s);
    for (const p of [...e.actor, ...e.target, ...e.weapon, ...e.counts]) if (inField(p.field)) add("number", e.id, p.span);
    if (e.place && inField(e.place.field)) add("place", e.id, e.place.span);
    if (e.time && inField(e.time.field)) add("time", e.id, e.time.span);
  }
  for (const t of r.tallies) if (inField(t.field)) add("tally", t.id, t.span);
  for (const p of r.places) if (inField(p.field)) add("place", "", p.span);
  for (const t of r.times) if (inField(t.field)) add("time", "", t.span);
  return marks.filter((m) => m.span[1] > m.span[0]);
}

/** The text in runs, in order; joined, they are the text. */
export function runs(text: string, marks: Mark[]): Run[] {
  const units = unitsOf(text);
  const last = units.length - 1;
  const cuts = [...new Set([0, last, ...marks.flatMap((m) => m.span)])].filter((c) => c >= 0 && c <= last).sort((a, b) => a - b);
  const opens = [...marks].sort((a, b) => a.span[0] - b.span[0]);
  const out: Run[] = [];
  let next = 0;
  let live: Mark[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i]!, cuts[i + 1]!];
    live = live.filter((m) => m.span[1] > start);
    while (next < opens.length && opens[next]!.span[0] <= start) live.push(opens[next++]!);
    out.push({ text: text.slice(units[start]!, units[end]!), start, marks: live.filter((m) => m.span[1] > start) });
  }
  return out;
}
