// The overview's columns and what of them is shown: one pass over typed arrays, so that brushing 100,000 incidents stays quick.
import type { Overview } from "../types";

const DAY = 86_400_000;
export const toDay = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const fromDay = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10);
export const asDate = (n: number): Date => new Date(n * DAY);

/** Bars of the timeline: per bin and type how many occurred, and per bin how many were published. */
export interface Bins { from: number; step: number; counts: Uint32Array[]; published: Uint32Array; most: number }

const WIDE = 4; // a tail this many times as long as the middle of the days is folded

/** First and last day that the timeline draws: all days told, or where a few lie far off (an anniversary, a slip), the days of the rest. */
export function span(o: Overview): [number, number] | null {
  const all = Int32Array.from(o.start.filter((d) => d !== null)).sort();
  if (!all.length) return null;
  const at = (share: number) => all[Math.round(share * (all.length - 1))]!;
  const middle = Math.max(7, at(0.9) - at(0.1));
  const lo = all.find((d) => d >= at(0.1) - WIDE * middle)!;
  const hi = all.findLast((d) => d <= at(0.9) + WIDE * middle)!;
  return [lo, hi];
}

/** Counts by bin of whole days; an incident stands in the bin of its first day. */
export function bins(o: Overview, from: number, to: number, most: number): Bins {
  const step = Math.max(1, Math.ceil((to - from + 1) / most));
  const n = Math.floor((to - from) / step) + 1;
  const counts = o.types.map(() => new Uint32Array(n));
  const published = new Uint32Array(n);
  for (let i = 0; i < o.id.length; i++) {
    const d = o.start[i];
    if (d != null && d >= from && d <= to) counts[o.type[i]!]![Math.floor((d - from) / step)]!++;
    const p = o.published[i];
    if (p != null && p >= from && p <= to) published[Math.floor((p - from) / step)]!++;
  }
  let top = 1;
  for (let b = 0; b < n; b++) top = Math.max(top, counts.reduce((sum, c) => sum + c[b]!, 0));
  return { from, step, counts, published, most: top };
}

/** Indices of the incidents that overlap a period (inclusive); those without a day are kept only where there is no period. */
export function within(o: Overview, period: [number, number] | null): number[] {
  const out: number[] = [];
  for (let i = 0; i < o.id.length; i++) {
    if (period) {
      const s = o.start[i];
      if (s == null || s > period[1] || (o.end[i] ?? s) < period[0]) continue;
    }
    out.push(i);
  }
  return out;
}
