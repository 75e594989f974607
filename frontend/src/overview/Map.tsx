// Incidents on the map: radii drawn as such, the number of root sources in the dot, the number of incidents where dots would cover each other.
import { useEffect, useRef, useState } from "preact/hooks";
import { effect, type ReadonlySignal } from "@preact/signals";
import { type GeoJSONSource, type LngLatBounds, Map as Chart, NavigationControl, setWorkerUrl } from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { dark, go, here, set } from "../state";
import { words } from "../words";
import { RINGS, style } from "./basemap";
import { around, type Box, clusters, inside } from "./clusters";
import { dots, type Many, rings } from "./features";
import { Pace } from "./pace";
import { northing, type Table } from "./view";

setWorkerUrl(new URL(worker, location.href).href);
const CLOSEST = 12;
const REST = 40; // ms: the map follows a brush when it pauses this long, or
const LONGEST = 150; // has not been drawn for this long; where a frame is slow, so many times
const TIMES = 8; // as long as a frame takes
const SAME = 1e-4; // degrees: dots within this (ten metres) are one place, however close the map

function boxOf(b: LngLatBounds): Box {
  const north = northing(b.getNorth());
  return { west: (b.getWest() + 180) / 360, north, width: Math.min(1, (b.getEast() - b.getWest()) / 360), height: northing(b.getSouth()) - north };
}

/** Draws what a signal says is shown, and follows the chart's moves: dots are made anew only where the view leaves what was made. */
class Drawing {
  private made: { box: Box; zoom: number; of: Uint32Array } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = 0;
  private ringed = false; // a source that shows nothing costs a mask in each frame all the same

  constructor(private readonly chart: Chart, private readonly table: Table, private readonly shown: ReadonlySignal<Uint32Array>, private readonly pace: Pace) {}

  /** When the hand rests, or after a while: bars and numbers go first. */
  soon(): void {
    clearTimeout(this.timer);
    const [frame, since] = [this.pace.frame, performance.now() - this.last];
    this.timer = setTimeout(() => this.now(), since > Math.max(LONGEST, 2 * TIMES * frame) && !this.pace.slow ? 0 : Math.max(REST, TIMES * frame));
  }

  now(): void {
    clearTimeout(this.timer);
    const source = this.chart.getSource<GeoJSONSource>("incidents");
    if (!source) return;
    const [view, zoom, of] = [boxOf(this.chart.getBounds()), Math.floor(this.chart.getZoom() + 0.5), this.shown.peek()];
    if (this.made && this.made.zoom === zoom && this.made.of === of && inside(view, this.made.box)) return;
    const box = around(view, zoom);
    void source.setData(dots(this.table, clusters(this.table, of, box, zoom)));
    this.rings(view);
    this.made = { box, zoom, of };
    this.last = performance.now();
  }

  /** The same, with the rings of the very view. */
  settled(): void {
    this.now();
    this.rings(boxOf(this.chart.getBounds()));
  }

  private rings(view: Box): void {
    const made = rings(this.table, this.shown.peek(), view);
    if (made.features.length || this.ringed) void this.chart.getSource<GeoJSONSource>("radii")?.setData(made);
    if (!!made.features.length === this.ringed) return;
    this.ringed = !this.ringed;
    for (const layer of RINGS) this.chart.setLayoutProperty(layer, "visibility", this.ringed ? "visible" : "none");
  }
}

const MARGIN = 0.22; // of the shorter side
const MIDDLE = 0.2; // of the places on each side may lie outside the first view: where most happens is what is looked for

/** Shows where most of the shown lie. */
function fit(chart: Chart, t: Table, shown: Uint32Array): void {
  const ends = (of: Float64Array): [number, number] => {
    const all = Float64Array.from(shown, (i) => of[i]!).filter((v) => !Number.isNaN(v)).sort();
    return [all[Math.floor(MIDDLE * (all.length - 1))]!, all[Math.ceil((1 - MIDDLE) * (all.length - 1))]!];
  };
  const box = chart.getContainer();
  const [[w, e], [s, n]] = [ends(t.lon), ends(t.lat)];
  if (w !== undefined) chart.fitBounds([w, s, e, n], { padding: MARGIN * Math.min(box.clientWidth, box.clientHeight), maxZoom: 6, animate: false });
}

/** Into a dot of several: closer, or where they are all at one place, the list of that place. */
function enter(chart: Chart, m: Many): void {
  if (m.east - m.west < SAME && m.north - m.south < SAME) set("near", `${m.north.toFixed(4)},${m.east.toFixed(4)},1`);
  else chart.fitBounds([m.west, m.south, m.east, m.north], { padding: 80, maxZoom: CLOSEST, animate: false });
}

function listen(chart: Chart, drawing: Drawing, pace: Pace): void {
  chart.once("idle", () => pace.probe());
  chart.on("move", () => drawing.now());
  let touched = false; // a view that nobody chose is no part of the address
  for (const hand of ["pointerdown", "wheel", "keydown"]) chart.getContainer().addEventListener(hand, () => (touched = true), { capture: true, passive: true, once: true });
  chart.on("moveend", () => {
    drawing.settled();
    const at = chart.getCenter();
    if (touched) set("view", `${at.lat.toFixed(3)},${at.lng.toFixed(3)},${chart.getZoom().toFixed(1)}`);
  });
  chart.on("click", "dots", (e) => e.features?.[0] && go(`/incident/${encodeURIComponent(String(e.features[0].properties["id"]))}`));
  chart.on("click", "clusters", (e) => e.features?.[0] && enter(chart, e.features[0].properties as Many));
  for (const layer of ["dots", "clusters"]) {
    chart.on("mouseenter", layer, () => (chart.getCanvas().style.cursor = "pointer"));
    chart.on("mouseleave", layer, () => (chart.getCanvas().style.cursor = ""));
  }
}

async function start(box: HTMLDivElement, table: Table, shown: ReadonlySignal<Uint32Array>, tiles: string | null, gone: () => boolean): Promise<(() => void) | undefined> {
  const look = await style(table.types, tiles);
  if (gone()) return undefined;
  const view = here("view")?.split(",").map(Number);
  const at = view?.length === 3 ? { center: [view[1]!, view[0]!] as [number, number], zoom: view[2]! } : { center: [30, 30] as [number, number], zoom: 2 };
  const chart = new Chart({ container: box, style: look, attributionControl: false, maxZoom: CLOSEST, fadeDuration: 0, pitchWithRotate: false, dragRotate: false, ...at });
  chart.addControl(new NavigationControl({ showCompass: false }), "top-right");
  const pace = new Pace(chart);
  const drawing = new Drawing(chart, table, shown, pace);
  chart.on("load", () => {
    if (!view) fit(chart, table, shown.peek());
    drawing.settled();
    listen(chart, drawing, pace);
    box.dataset["ready"] = "yes";
  });
  const stop = effect(() => {
    shown.value; // whenever it changes
    drawing.soon();
  });
  return () => {
    stop();
    pace.stop();
    delete box.dataset["ready"];
    chart.remove();
  };
}

export function MapPane({ table, shown, tiles }: { table: Table; shown: ReadonlySignal<Uint32Array>; tiles: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const [fault, setFault] = useState("");

  useEffect(() => {
    let gone = false;
    const started = start(box.current!, table, shown, tiles, () => gone);
    started.catch((e: unknown) => setFault(String((e as Error).message)));
    return () => {
      gone = true;
      void started.then((stop) => stop?.(), () => undefined);
    };
  }, [table, dark.value]);

  return (
    <section class="map" aria-label={words.value.map}>
      <div ref={box} class="chart" />
      {fault && <p class="fault pad">{fault}</p>}
      <p class="attribution">Natural Earth</p>
    </section>
  );
}
