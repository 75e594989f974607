// The overview's columns and what of them is shown: passes over typed arrays, so that brushing and moving 100,000 incidents stays quick.
import type { Overview } from "../types";

const DAY = 86_400_000;
export const toDay = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const fromDay = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10);
export const asDate = (n: number): Date => new Date(n * DAY);

export const NONE = -0x80000000; // the day of what has none; a place that is not known is NaN

/** The answer's columns as typed arrays. `x` and `y` are the place in the world's square (web Mercator), 0 to 1 from the north-west. */
export interface Table {
  version: string; types: string[]; id: string[]; n: number; lat: Float64Array; lon: Float64Array; x: Float64Array; y: Float64Array;
  radius: Float32Array; start: Int32Array; end: Int32Array; published: Int32Array; type: Uint8Array; flags: Uint8Array; roots: Uint32Array;
}

const EDGE = 85.05; // degrees; web Mercator ends there
const days = (from: (number | null)[]): Int32Array => Int32Array.from(from, (d) => d ?? NONE);
const places = (from: (number | null)[]): Float64Array => Float64Array.from(from, (d) => d ?? NaN);

export function northing(lat: number): number {
  const a = (Math.max(-EDGE, Math.min(EDGE, lat)) * Math.PI) / 180;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + a / 2)) / (2 * Math.PI);
}

export function table(o: Overview): Table {
  const lon = places(o.lon);
  const lat = places(o.lat);
  return {
    version: o.version, types: o.types, id: o.id, n: o.id.length, lat, lon, x: lon.map((d) => (d + 180) / 360), y: lat.map(northing),
    radius: Float32Array.from(o.radius, (r) => r ?? 0), start: days(o.start), end: Int32Array.from(o.end, (d, i) => d ?? o.start[i] ?? NONE), published: days(o.published),
    type: Uint8Array.from(o.type), flags: Uint8Array.from(o.flags), roots: Uint32Array.from(o.roots),
  };
}

/** Bars of the timeline: per bin and type how many occurred, and per bin how many were published. */
export interface Bins { from: number; step: number; counts: Uint32Array[]; published: Uint32Array; most: number }

const WIDE = 4; // a tail this many times as long as the middle of the days is folded

/** First and last day that the timeline draws: all days told, or where a few lie far off (an anniversary, a slip), the days of the rest. */
export function span(t: Table): [number, number] | null {
  const all = t.start.filter((d) => d !== NONE).sort();
  if (!all.length) return null;
  const at = (share: number) => all[Math.round(share * (all.length - 1))]!;
  const middle = Math.max(7, at(0.9) - at(0.1));
  const lo = all.find((d) => d >= at(0.1) - WIDE * middle)!;
  const hi = all.findLast((d) => d <= at(0.9) + WIDE * middle)!;
  return [lo, hi];
}

/** Counts by bin of whole days; an incident stands in the bin of its first day. */
export function bins(t: Table, from: number, to: number, most: number): Bins {
  const step = Math.max(1, Math.ceil((to - from + 1) / most));
  const n = Math.floor((to - from) / step) + 1;
  const counts = t.types.map(() => new Uint32Array(n));
  const published = new Uint32Array(n);
  for (let i = 0; i < t.n; i++) {
    const d = t.start[i]!;
    if (d >= from && d <= to) counts[t.type[i]!]![Math.floor((d - from) / step)]!++;
    const p = t.published[i]!;
    if (p >= from && p <= to) published[Math.floor((p - from) / step)]!++;
  }
  let top = 1;
  for (let b = 0; b < n; b++) top = Math.max(top, counts.reduce((sum, c) => sum + c[b]!, 0));
  return { from, step, counts, published, most: top };
}

/** A period as whole days, first and last inclusive; null is all time. */
export type Period = [number, number] | null;

/** Indices of the incidents that overlap a period; those without a day are kept only where there is no period. */
export function within(t: Table, period: Period): Uint32Array {
  const out = new Uint32Array(t.n);
  let n = 0;
  for (let i = 0; i < t.n; i++) if (!period || (t.start[i] !== NONE && t.start[i]! <= period[1] && t.end[i]! >= period[0])) out[n++] = i;
  return out.subarray(0, n);
}

/** How many of the shown have no place, how many no day. */
export function lacking(t: Table, shown: Uint32Array): { place: number; day: number } {
  const out = { place: 0, day: 0 };
  for (const i of shown) {
    if (Number.isNaN(t.lat[i])) out.place++;
    if (t.start[i] === NONE) out.day++;
  }
  return out;
}
