// The map's ground: land and borders of Natural Earth (public domain, by way of world-atlas), drawn without a server.
import type { FeatureCollection, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import { feature, mesh } from "topojson-client";
import world50 from "world-atlas/countries-50m.json?url";

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
/** One source for both, since each source of a map is masked tile by tile in each frame. */
export type Ground = FeatureCollection<MultiPolygon | MultiLineString, { is: "land" | "border" }>;

/** A line on the sphere as one on the flat map: no step goes the long way round the world; it runs on beyond 180 degrees instead. */
export function flat(line: Position[]): Position[] {
  let turn = 0;
  let last = line[0]![0]!;
  return line.map(([lon, lat]) => {
    if (lon! - last > 180) turn -= 360;
    else if (last - lon! > 180) turn += 360;
    last = lon!;
    return [lon! + turn, lat!];
  });
}

/** A ring on the flat map; one that goes round a pole is closed along the edge of the map. */
export function flatRing(ring: Position[]): Position[] {
  const out = flat(ring);
  const [first, last] = [out[0]!, out.at(-1)!];
  if (Math.abs(first[0]! - last[0]!) < 180) return out;
  const pole = first[1]! < 0 ? -90 : 90;
  return [...out, [last[0]!, pole], [first[0]!, pole], first];
}

const polygons = (g: Polygon | MultiPolygon): Position[][][] => (g.type === "Polygon" ? [g.coordinates] : g.coordinates);

export function drawn(world: World): Ground {
  const land = feature(world, world.objects.land).features.flatMap((f) => polygons(f.geometry as Polygon | MultiPolygon));
  const lines = mesh(world, world.objects.countries).coordinates; // each border once, not from both sides
  return {
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: { is: "land" }, geometry: { type: "MultiPolygon", coordinates: land.map((p) => p.map(flatRing)) } },
      { type: "Feature", properties: { is: "border" }, geometry: { type: "MultiLineString", coordinates: lines.map(flat) } },
    ],
  };
}

let kept: Promise<Ground> | null = null;

export function ground(): Promise<Ground> {
  kept ??= fetch(world50).then(async (answer) => drawn((await answer.json()) as World));
  return kept;
}
