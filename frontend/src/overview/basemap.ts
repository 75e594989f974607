// The map's ground: countries of Natural Earth (public domain, by way of world-atlas), drawn without a server. A tile address replaces it.
import type { FilterSpecification, StyleSpecification } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import { feature } from "topojson-client";
import world50 from "world-atlas/countries-50m.json?url";
import { isDark } from "../state";
import { colour } from "../parts/colours";

let kept: FeatureCollection | null = null;

async function countries(): Promise<FeatureCollection> {
  if (!kept) {
    const answer = await fetch(world50);
    const world = (await answer.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
    kept = feature(world, world.objects.countries) as FeatureCollection;
  }
  return kept;
}

const SURE: FilterSpecification = ["!", ["has", "point_count"]];
const CLUSTER: FilterSpecification = ["has", "point_count"];

/** The style, in the look of the page. `types` colour the dots. */
export async function style(types: string[], tiles: string | null): Promise<StyleSpecification> {
  const dark = isDark();
  const [sea, land, border, ink] = dark ? ["#14191e", "#232b33", "#3a4651", "#e8ecef"] : ["#eaf0f4", "#fbfaf7", "#c9cfd4", "#1c2329"];
  const fill = ["match", ["get", "type"], ...types.flatMap((t) => [t, colour(t)]), colour("")] as unknown as string;
  const faded = ["interpolate", ["linear"], ["get", "radius"], 5, 0.9, 100, 0.55, 400, 0.3] as unknown as number;
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: await countries() },
      ...(tiles ? { tiles: { type: "raster" as const, tiles: [tiles], tileSize: 256 } } : {}),
      incidents: { type: "geojson", data: { type: "FeatureCollection", features: [] }, cluster: true, clusterRadius: 36, clusterMaxZoom: 9 },
      radii: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": sea } },
      tiles
        ? { id: "tiles", type: "raster", source: "tiles" }
        : { id: "land", type: "fill", source: "land", paint: { "fill-color": land, "fill-outline-color": border } },
      ...(tiles ? [] : [{ id: "border", type: "line" as const, source: "land", paint: { "line-color": border, "line-width": 0.7 } }]),
      { id: "radii", type: "fill", source: "radii", paint: { "fill-color": fill, "fill-opacity": 0.08 } },
      { id: "radii-line", type: "line", source: "radii", filter: ["!", ["get", "dashed"]], paint: { "line-color": fill, "line-width": 1, "line-opacity": 0.7 } },
      { id: "radii-dash", type: "line", source: "radii", filter: ["get", "dashed"], paint: { "line-color": fill, "line-width": 1.2, "line-dasharray": [2, 2] } },
      { id: "clusters", type: "circle", source: "incidents", filter: CLUSTER, paint: { "circle-color": land, "circle-stroke-color": ink, "circle-stroke-width": 1,
          "circle-radius": ["step", ["get", "point_count"], 12, 10, 15, 100, 20, 1000, 26] } },
      { id: "cluster-n", type: "symbol", source: "incidents", filter: CLUSTER, layout: { "text-field": ["get", "point_count_abbreviated"], "text-size": 12, "text-font": ["sans-serif"], "text-allow-overlap": true }, paint: { "text-color": ink } },
      { id: "dots", type: "circle", source: "incidents", filter: SURE, paint: { "circle-color": fill, "circle-opacity": faded, "circle-radius": 8,
          "circle-stroke-color": ["case", ["get", "disputed"], ink, land] as unknown as string, "circle-stroke-width": 1.5 } },
      { id: "roots", type: "symbol", source: "incidents", filter: SURE, layout: { "text-field": ["to-string", ["get", "roots"]], "text-size": 11, "text-font": ["sans-serif"], "text-allow-overlap": true }, paint: { "text-color": dark ? "#14191e" : "#fff" } },
    ],
  };
}
