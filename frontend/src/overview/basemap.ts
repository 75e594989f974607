// The look of the map: sea, land and borders (or the tiles of an address in their place), dots and rings.
import type { FilterSpecification, GeoJSONSourceSpecification, StyleSpecification } from "maplibre-gl";
import { isDark } from "../state";
import { colour } from "../parts/colours";
import { ground } from "./ground";

const EMPTY: GeoJSONSourceSpecification = { type: "geojson", data: { type: "FeatureCollection", features: [] } };
const COARSE = 1; // pixels that a line may lie beside its place: half the corners of the coasts, and nobody sees it
const HIDDEN = { visibility: "none" as const }; // until there are rings
export const RINGS = ["radii", "radii-line", "radii-dash"];
const SURE: FilterSpecification = ["!", ["has", "count"]];
const CLUSTER: FilterSpecification = ["has", "count"];

async function land(): Promise<GeoJSONSourceSpecification> {
  return { type: "geojson", data: await ground(), tolerance: COARSE };
}

/** The style, in the look of the page. `types` colour the dots. */
export async function style(types: string[], tiles: string | null): Promise<StyleSpecification> {
  const dark = isDark();
  const [earth, border, ink] = dark ? ["#232b33", "#3a4651", "#e8ecef"] : ["#fbfaf7", "#c9cfd4", "#1c2329"];
  const fill = ["match", ["get", "type"], ...types.flatMap((t) => [t, colour(t)]), colour("")] as unknown as string;
  const faded = ["interpolate", ["linear"], ["get", "radius"], 5, 0.9, 100, 0.55, 400, 0.3] as unknown as number;
  return {
    version: 8,
    sources: {
      ...(tiles ? { tiles: { type: "raster" as const, tiles: [tiles], tileSize: 256 } } : { ground: await land() }),
      incidents: EMPTY,
      radii: EMPTY,
    },
    layers: [
      ...(tiles ? [{ id: "tiles", type: "raster" as const, source: "tiles" }] : [
        { id: "land", type: "fill" as const, source: "ground", filter: ["==", ["get", "is"], "land"] as FilterSpecification, paint: { "fill-color": earth, "fill-antialias": false } }, // the borders lie on its edge
        { id: "border", type: "line" as const, source: "ground", filter: ["==", ["get", "is"], "border"] as FilterSpecification, paint: { "line-color": border, "line-width": 0.7 } },
      ]),
      { id: "radii", type: "fill", source: "radii", layout: HIDDEN, paint: { "fill-color": fill, "fill-opacity": 0.08 } },
      { id: "radii-line", type: "line", source: "radii", layout: HIDDEN, filter: ["!", ["get", "dashed"]], paint: { "line-color": fill, "line-width": 1, "line-opacity": 0.7 } },
      { id: "radii-dash", type: "line", source: "radii", layout: HIDDEN, filter: ["get", "dashed"], paint: { "line-color": fill, "line-width": 1.2, "line-dasharray": [2, 2] } },
      { id: "clusters", type: "circle", source: "incidents", filter: CLUSTER, paint: { "circle-color": earth, "circle-stroke-color": ink, "circle-stroke-width": 1,
          "circle-radius": ["step", ["get", "count"], 12, 10, 15, 100, 20, 1000, 26] } },
      { id: "cluster-n", type: "symbol", source: "incidents", filter: CLUSTER, layout: { "text-field": ["get", "text"], "text-size": 12, "text-font": ["sans-serif"], "text-allow-overlap": true }, paint: { "text-color": ink } },
      { id: "dots", type: "circle", source: "incidents", filter: SURE, paint: { "circle-color": fill, "circle-opacity": faded, "circle-radius": 8,
          "circle-stroke-color": ["case", ["get", "disputed"], ink, earth] as unknown as string, "circle-stroke-width": 1.5 } },
      { id: "roots", type: "symbol", source: "incidents", filter: SURE, layout: { "text-field": ["to-string", ["get", "roots"]], "text-size": 11, "text-font": ["sans-serif"], "text-allow-overlap": true }, paint: { "text-color": dark ? "#14191e" : "#fff" } },
    ],
  };
}
