import { expect, test } from "vitest";
import type { Overview } from "../types";
import { around, type Box, clusters, inside, latitude, longitude } from "./clusters";
import { table, within } from "./view";

function at(places: [number | null, number | null][]) {
  const n = places.length;
  const same = <T>(v: T) => Array.from({ length: n }, () => v);
  const o: Overview = { version: "1", types: ["ASSAULT"], id: places.map((_, i) => `${i}`), lat: places.map((p) => p[0]), lon: places.map((p) => p[1]), radius: same(1), start: same(1), end: same(1), published: same(1), type: same(0), flags: same(0), roots: same(1) };
  const t = table(o);
  return { t, shown: within(t, null) };
}
const WORLD: Box = { west: 0, north: 0, width: 1, height: 1 };
const counts = (places: [number | null, number | null][], box = WORLD, zoom = 2) => {
  const { t, shown } = at(places);
  return clusters(t, shown, box, zoom).map((s) => s.count);
};

test("all are counted, once, and what has no place is not", () => {
  const places = Array.from({ length: 500 }, (_, i): [number, number] => [((i * 37) % 160) - 80, ((i * 61) % 360) - 180]);
  expect(counts([...places, [null, null]]).reduce((a, b) => a + b, 0)).toBe(500);
});
test("one alone is itself, at its place; two at one place are two however close", () => {
  const { t, shown } = at([[10, 20], [50, 60], [50, 60]]);
  const [two, one] = clusters(t, shown, WORLD, 6);
  expect([two!.count, one!.only]).toEqual([2, 0]);
  expect(latitude(one!.y)).toBeCloseTo(10, 6);
  expect(longitude(one!.x)).toBeCloseTo(20, 6);
  expect(clusters(t, shown, around({ west: 0.66, north: 0.33, width: 0.01, height: 0.01 }, 12), 12)[0]!.count).toBe(2);
});
test("neighbours on two sides of a line of the grid are one dot", () => {
  const cell = 56 / 512 / 2 ** 5;
  const [a, b] = [longitude(10 * cell - cell / 20), longitude(10 * cell + cell / 20)];
  expect(counts([[0.5, a], [0.5, b]], WORLD, 5)).toEqual([2]);
});
test("a view across the date line holds both of its sides", () => {
  const box: Box = { west: (175 + 180) / 360, north: 0.4, width: 10 / 360, height: 0.2 };
  expect(counts([[0, 179], [0, -179], [0, 0]], box, 5).reduce((a, b) => a + b, 0)).toBe(2);
});
test("moving the map a little makes nothing anew, and changes no dot that stays in view", () => {
  const view: Box = { west: 0.5, north: 0.4, width: 0.1, height: 0.1 };
  const moved = { ...view, west: 0.53, north: 0.42 };
  expect(inside(moved, around(view, 4))).toBe(true);
  expect(inside({ ...view, west: 0.6 }, around(view, 4))).toBe(false);
  const places = Array.from({ length: 300 }, (_, i): [number, number] => [(i * 7) % 40, (i * 13) % 60]);
  const { t, shown } = at(places);
  const key = (box: Box) => clusters(t, shown, around(box, 4), 4).filter((s) => s.x > 0.54 && s.x < 0.59 && s.y > 0.43 && s.y < 0.49).map((s) => `${s.x.toFixed(9)} ${s.count}`).sort();
  expect(key(moved)).toEqual(key(view));
});
