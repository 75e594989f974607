// Three panes that move together: list, map, timeline.
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Meta, Overview as Columns } from "../types";
import { api } from "../api";
import { filters, here, query, set } from "../state";
import { number, words } from "../words";
import { Show, useAsked } from "../parts/load";
import { FilterBar } from "./Filters";
import { List } from "./List";
import { Timeline } from "./Timeline";
import { toDay, within } from "./view";

// The map is the heaviest part: the list and the timeline do not wait for it.
type Pane = (p: { overview: Columns; shown: number[]; tiles: string | null }) => VNode;

function LateMap(props: { overview: Columns; shown: number[]; tiles: string | null }) {
  const [Map, setMap] = useState<{ pane: Pane } | null>(null);
  useEffect(() => void import("./Map").then((m) => setMap({ pane: m.MapPane })), []);
  return Map ? <Map.pane {...props} /> : <section class="map" aria-label={words.value.map} />;
}

function Panes({ columns, meta }: { columns: Columns; meta: Meta }) {
  const w = words.value;
  const { since, until } = filters.value;
  const wished = useMemo<[number, number] | null>(() => (since || until ? [since ? toDay(since) : -1e6, until ? toDay(until) : 1e6] : null), [since, until]);
  const [brushed, setBrushed] = useState<[number, number] | null>(wished);
  useEffect(() => setBrushed(wished), [wished]);
  const shown = useMemo(() => within(columns, brushed), [columns, brushed]);
  const noPlace = shown.filter((i) => columns.lat[i] === null).length;
  const noDate = shown.filter((i) => columns.start[i] === null).length;
  const pane = here("pane") ?? "list";
  return (
    <div class={`panes ${pane}`}>
      <div class="switch" role="group">
        <button aria-pressed={pane === "list"} onClick={() => set("pane", null)}>{w.toList}</button>
        <button aria-pressed={pane === "map"} onClick={() => set("pane", "map")}>{w.toMap}</button>
      </div>
      <div class="side">
        <List />
        <p class="quiet small pad">{number(shown.length)} {w.shownOf} {number(columns.id.length)} · {w.noPlace}: {number(noPlace)} · {w.noDate}: {number(noDate)}</p>
      </div>
      <LateMap overview={columns} shown={shown} tiles={meta.tiles} />
      <Timeline overview={columns} onPeriod={setBrushed} />
    </div>
  );
}

export function Overview({ meta }: { meta: Meta }) {
  // The period is held against the columns here, so that brushing asks the server nothing; all other filters are the server's.
  const { since: _since, until: _until, ...rest } = filters.value;
  const key = query(rest);
  const columns = useAsked(key, () => api.overview(key));
  return (
    <>
      <FilterBar meta={meta} />
      <Show what={columns}>{(c) => <Panes columns={c} meta={meta} />}</Show>
    </>
  );
}
