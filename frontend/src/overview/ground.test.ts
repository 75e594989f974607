import { readFileSync } from "node:fs";
import type { MultiLineString, MultiPolygon } from "geojson";
import { expect, test } from "vitest";
import { drawn, flat, flatRing } from "./ground";

test("a line that crosses the date line runs on", () => expect(flat([[179, 0], [-179, 1], [179, 2]])).toEqual([[179, 0], [181, 1], [179, 2]]));
test("a ring round the pole is closed along the edge", () => {
  const ring = [[-180, -70], [-60, -71], [60, -72], [180, -70]].map((p) => p as [number, number]);
  expect(flatRing([...ring])).toEqual([...ring, [180, -90], [-180, -90], [-180, -70]]);
});
test("nothing of the ground goes the long way round the world", () => {
  const [land, borders] = drawn(JSON.parse(readFileSync(new URL("../../node_modules/world-atlas/countries-50m.json", import.meta.url), "utf8"))).features.map((f) => f.geometry) as [MultiPolygon, MultiLineString];
  for (const line of borders.coordinates) for (let i = 1; i < line.length; i++) expect(Math.abs(line[i]![0]! - line[i - 1]![0]!)).toBeLessThan(180);
  const far = land.coordinates.flat().filter((ring) => ring.some((p, i) => i > 0 && Math.abs(p[0]! - ring[i - 1]![0]!) > 180 && p[1]! > -89));
  expect(far).toEqual([]);
});
