// Three panes that move together: list, map, timeline.
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Meta, Overview as Columns } from "../types";
import { api } from "../api";
import { filters, here, query, set } from "../state";
import { number, words } from "../words";
import { Show, useAsked } from "../parts/load";
import { FilterBar } from "./Filters";
import { List } from "./List";
import { Timeline } from "./Timeline";
import { lacking, type Period, type Table, table, toDay, within } from "./view";

type Shown = ReadonlySignal<Uint32Array>;
// The map is the heaviest part: the list and the timeline do not wait for it.
type Pane = (p: { table: Table; shown: Shown; tiles: string | null }) => VNode;

function LateMap(props: { table: Table; shown: Shown; tiles: string | null }) {
  const [Map, setMap] = useState<{ pane: Pane } | null>(null);
  useEffect(() => void import("./Map").then((m) => setMap({ pane: m.MapPane })), []);
  return Map ? <Map.pane {...props} /> : <section class="map" aria-label={words.value.map} />;
}

function wished(): Period {
  const { since, until } = filters.value;
  return since || until ? [since ? toDay(since) : -1e6, until ? toDay(until) : 1e6] : null;
}

/** What a brush moves, and nothing else is rendered anew: the number of the shown. */
function HowMany({ t, shown }: { t: Table; shown: Shown }) {
  const w = words.value;
  const without = lacking(t, shown.value);
  return <p class="quiet small pad">{number(shown.value.length)} {w.shownOf} {number(t.n)} · {w.noPlace}: {number(without.place)} · {w.noDate}: {number(without.day)}</p>;
}

function Panes({ columns, meta }: { columns: Columns; meta: Meta }) {
  const w = words.value;
  const { t, period, shown } = useMemo(() => {
    const [t, period] = [table(columns), signal<Period>(wished())];
    return { t, period, shown: computed(() => within(t, period.value)) };
  }, [columns]);
  const { since, until } = filters.value;
  useEffect(() => void (period.value = wished()), [period, since, until]);
  const pane = here("pane") ?? "list";
  return (
    <div class={`panes ${pane}`}>
      <div class="switch" role="group">
        <button aria-pressed={pane === "list"} onClick={() => set("pane", null)}>{w.toList}</button>
        <button aria-pressed={pane === "map"} onClick={() => set("pane", "map")}>{w.toMap}</button>
      </div>
      <div class="side">
        <List />
        <HowMany t={t} shown={shown} />
      </div>
      <LateMap table={t} shown={shown} tiles={meta.tiles} />
      <Timeline t={t} onPeriod={(p) => (period.value = p)} />
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
