// Incidents on the map: radii drawn as such, clusters, the number of root sources in the dot. Nothing is jittered.
import { useEffect, useRef, useState } from "preact/hooks";
import { type GeoJSONSource, Map as Chart, NavigationControl, setWorkerUrl } from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import { FLAG, type Overview } from "../types";
import { dark, go, here, set } from "../state";
import { words } from "../words";
import { circle } from "./circle";
import { style } from "./basemap";

setWorkerUrl(new URL(worker, location.href).href);
const MOST_RADII = 400; // more rings than this on one screen are a fog; the dots stay

type Dot = Feature<Point, { id: string; type: string; radius: number; roots: number; disputed: boolean; dashed: boolean }>;

function dots(o: Overview, shown: number[]): Dot[] {
  const out: Dot[] = [];
  for (const i of shown) {
    const [lat, lon, f] = [o.lat[i], o.lon[i], o.flags[i]!];
    if (lat == null || lon == null) continue;
    const properties = { id: o.id[i]!, type: o.types[o.type[i]!]!, radius: o.radius[i] ?? 0, roots: o.roots[i]!, disputed: !!(f & FLAG.disputed), dashed: !!(f & (FLAG.hedged | FLAG.denied)) };
    out.push({ type: "Feature", properties, geometry: { type: "Point", coordinates: [lon, lat] } });
  }
  return out;
}

function rings(all: Dot[], chart: Chart): Feature<Polygon>[] {
  const box = chart.getBounds();
  const seen = all.filter((d) => d.properties.radius > 0 && box.contains(d.geometry.coordinates as [number, number]));
  if (seen.length > MOST_RADII) return [];
  return seen.map((d) => {
    const [lon, lat] = d.geometry.coordinates as [number, number];
    return { type: "Feature", properties: d.properties, geometry: { type: "Polygon", coordinates: [circle(lon, lat, d.properties.radius)] } };
  });
}

const collection = <F extends Feature>(features: F[]): FeatureCollection => ({ type: "FeatureCollection", features });

function fit(chart: Chart, all: Dot[]): void {
  if (!all.length) return;
  let [w, s, e, n] = [180, 90, -180, -90];
  for (const d of all) {
    const [x, y] = d.geometry.coordinates as [number, number];
    [w, s, e, n] = [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)];
  }
  chart.fitBounds([w, s, e, n], { padding: 50, maxZoom: 7, animate: false });
}

export function MapPane({ overview, shown, tiles }: { overview: Overview; shown: number[]; tiles: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const held = useRef<Dot[]>([]);
  const [fault, setFault] = useState("");

  const draw = () => {
    const c = chart.current;
    if (!c?.getSource("incidents")) return;
    (c.getSource("incidents") as GeoJSONSource).setData(collection(held.current));
    (c.getSource("radii") as GeoJSONSource).setData(collection(rings(held.current, c)));
  };

  useEffect(() => {
    let gone = false;
    void style(overview.types, tiles).then((look) => {
      if (gone || !box.current) return;
      const view = here("view")?.split(",").map(Number);
      try {
        const made = new Chart({ container: box.current, style: look, attributionControl: false, maxZoom: 12, fadeDuration: 0, pitchWithRotate: false, dragRotate: false,
          ...(view?.length === 3 ? { center: [view[1]!, view[0]!] as [number, number], zoom: view[2]! } : { center: [30, 30] as [number, number], zoom: 2 }) });
        chart.current = made;
        made.addControl(new NavigationControl({ showCompass: false }), "top-right");
        made.on("load", () => {
          if (!view) fit(made, held.current);
          draw();
          made.getContainer().dataset["ready"] = "yes";
        });
        made.on("moveend", (e) => {
          draw();
          const at = made.getCenter();
          if ("originalEvent" in e && e.originalEvent) set("view", `${at.lat.toFixed(3)},${at.lng.toFixed(3)},${made.getZoom().toFixed(1)}`);
        });
        made.on("click", "dots", (e) => e.features?.[0] && go(`/incident/${encodeURIComponent(String(e.features[0].properties["id"]))}`));
        made.on("click", "clusters", (e) => {
          const hit = e.features?.[0];
          if (hit) void (made.getSource("incidents") as GeoJSONSource).getClusterExpansionZoom(Number(hit.properties["cluster_id"])).then((zoom) => made.easeTo({ center: e.lngLat, zoom, animate: false }));
        });
        for (const layer of ["dots", "clusters"]) {
          made.on("mouseenter", layer, () => (made.getCanvas().style.cursor = "pointer"));
          made.on("mouseleave", layer, () => (made.getCanvas().style.cursor = ""));
        }
      } catch (e) {
        setFault(String((e as Error).message));
      }
    });
    return () => {
      gone = true;
      delete chart.current?.getContainer().dataset["ready"];
      chart.current?.remove();
      chart.current = null;
    };
  }, [overview.version, dark.value]);

  useEffect(() => {
    held.current = dots(overview, shown);
    draw();
  }, [overview, shown]);

  return (
    <section class="map" aria-label={words.value.map}>
      <div ref={box} class="chart" />
      {fault && <p class="fault pad">{fault}</p>}
      <p class="attribution">Natural Earth</p>
    </section>
  );
}
