import { expect, test } from "vitest";
import type { Overview } from "../types";
import { bins, fromDay, lacking, northing, span, table, toDay, within } from "./view";

const o: Overview = {
  version: "1", types: ["ASSAULT", "PROTEST"], id: ["a", "b", "c"], lat: [1, null, 2], lon: [1, null, 2], radius: [1, null, 2],
  start: [10, 12, null], end: [11, 12, null], published: [12, 12, 13], type: [0, 1, 0], flags: [0, 1, 0], roots: [1, 1, 1],
};
const t = table(o);

test("days go to text and back", () => expect(fromDay(toDay("2023-10-18"))).toBe("2023-10-18"));
test("the span leaves out what has no day", () => expect(span(t)).toEqual([10, 12]));
test("a day far off does not stretch the timeline", () => {
  const start = [5, ...Array.from({ length: 30 }, (_, i) => 10_000 + i)];
  expect(span({ ...t, start: Int32Array.from(start) })).toEqual([10_000, 10_029]);
});
test("a period keeps what overlaps it; without one all stay", () => {
  expect([...within(t, [11, 11])]).toEqual([0]);
  expect([...within(t, null)]).toEqual([0, 1, 2]);
});
test("what has no place and what has no day are counted apart", () => {
  expect(lacking(t, within(t, null))).toEqual({ place: 1, day: 1 });
  expect(lacking(t, within(t, [12, 12]))).toEqual({ place: 1, day: 0 });
});
test("bars count by type, publication beside", () => {
  const b = bins(t, 10, 13, 100);
  expect([...b.counts[0]!]).toEqual([1, 0, 0, 0]);
  expect([...b.counts[1]!]).toEqual([0, 0, 1, 0]);
  expect([...b.published]).toEqual([0, 0, 2, 1]);
});
test("the equator is the middle of the world's square, north is above it", () => {
  expect(northing(0)).toBeCloseTo(0.5);
  expect(northing(60)).toBeLessThan(0.5);
  expect(northing(90)).toBeCloseTo(0, 3);
});
