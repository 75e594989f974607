// What the map's sources are given: a point for each dot, a polygon for each ring. Nothing is jittered.
import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import { FLAG } from "../types";
import { compact } from "../words";
import { circle } from "./circle";
import { type Box, latitude, longitude, type Spot } from "./clusters";
import type { Table } from "./view";

const MOST_RINGS = 400; // more than this on one screen are a fog; the dots stay

export interface Told { id: string; type: string; radius: number; roots: number; disputed: boolean; dashed: boolean }
export interface Many { count: number; text: string; west: number; south: number; east: number; north: number }

function told(t: Table, i: number): Told {
  const f = t.flags[i]!;
  return { id: t.id[i]!, type: t.types[t.type[i]!]!, radius: t.radius[i]!, roots: t.roots[i]!, disputed: !!(f & FLAG.disputed), dashed: !!(f & (FLAG.hedged | FLAG.denied)) };
}

function many(s: Spot): Many {
  const [west, north, east, south] = s.reach;
  return { count: s.count, text: compact(s.count), west: longitude(west), south: latitude(south), east: longitude(east), north: latitude(north) };
}

export function dots(t: Table, spots: Spot[]): FeatureCollection<Point, Told | Many> {
  return {
    type: "FeatureCollection",
    features: spots.map((s) => ({ type: "Feature", properties: s.only < 0 ? many(s) : told(t, s.only), geometry: { type: "Point", coordinates: [longitude(s.x), latitude(s.y)] } })),
  };
}

/** How far each place of the box may be off. */
export function rings(t: Table, shown: Uint32Array, box: Box): FeatureCollection<Polygon, Told> {
  const features: Feature<Polygon, Told>[] = [];
  for (const i of shown) {
    const dx = t.x[i]! - box.west;
    const dy = t.y[i]! - box.north;
    if (!(t.radius[i]! > 0 && dx - Math.floor(dx) <= box.width && dy >= 0 && dy <= box.height)) continue;
    if (features.length === MOST_RINGS) return { type: "FeatureCollection", features: [] };
    features.push({ type: "Feature", properties: told(t, i), geometry: { type: "Polygon", coordinates: [circle(t.lon[i]!, t.lat[i]!, t.radius[i]!)] } });
  }
  return { type: "FeatureCollection", features };
}
