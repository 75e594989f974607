// All filters, each one thing in the address bar.
import { useEffect, useState } from "preact/hooks";
import type { Meta } from "../types";
import { FILTERS, type Filter, filters, set, setAll } from "../state";
import { named, words } from "../words";

const PAUSE = 300; // ms without a key before what was typed counts

function Typed({ name, label, kind = "text", list }: { name: Filter; label: string; kind?: "text" | "search" | "date" | "number"; list?: string }) {
  const held = filters.value[name] ?? "";
  const [value, setValue] = useState(held);
  useEffect(() => setValue(held), [held]);
  useEffect(() => {
    if (value === held) return;
    const timer = setTimeout(() => set(name, value || null), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return (
    <label>
      <span>{label}</span>
      <input type={kind} name={name} value={value} list={list} min={kind === "number" ? 0 : undefined} onInput={(e) => setValue(e.currentTarget.value)} />
    </label>
  );
}

function Chosen({ name, label, from, table }: { name: Filter; label: string; from: readonly string[]; table: Record<string, string> }) {
  return (
    <label>
      <span>{label}</span>
      <select name={name} value={filters.value[name] ?? ""} onChange={(e) => set(name, e.currentTarget.value || null)}>
        <option value="">{words.value.any}</option>
        {from.map((v) => <option key={v} value={v}>{named(table, v)}</option>)}
      </select>
    </label>
  );
}

function Ticked({ name, label }: { name: Filter; label: string }) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} checked={filters.value[name] === "true"} onChange={(e) => set(name, e.currentTarget.checked ? "true" : null)} /> {label}
    </label>
  );
}

export function FilterBar({ meta }: { meta: Meta }) {
  const w = words.value;
  const [open, setOpen] = useState(false);
  const used = Object.keys(filters.value).length;
  return (
    <form class={open ? "filters open" : "filters"} role="search" onSubmit={(e) => e.preventDefault()}>
      <Typed name="text" label={w.search} kind="search" />
      <div class="fields">
        <Typed name="since" label={`${w.period} ${w.since}`} kind="date" />
        <Typed name="until" label={w.until} kind="date" />
        <Chosen name="country" label={w.place} from={meta.countries} table={{}} />
        <Chosen name="type" label={w.type} from={meta.types} table={w.types} />
        <Ticked name="disputed" label={w.disputedOnly} />
        <Ticked name="verified" label={w.verifiedOnly} />
      </div>
      <button type="button" class="fold" aria-expanded={open} aria-controls="rare" onClick={() => setOpen(!open)}>☰ {w.filters} {used ? `(${used})` : ""}</button>
      {used > 0 && <button type="button" class="fold" onClick={() => setAll(Object.fromEntries(FILTERS.map((f) => [f, null])))}>{w.clear}</button>}
      <div class="fields rare" id="rare">
        <Typed name="near" label={w.near} />
        <Typed name="actor" label={w.actor} list="actors" />
        <Chosen name="status" label={w.status} from={Object.keys(w.statusWords)} table={w.statusWords} />
        <Chosen name="source_kind" label={w.source} from={meta.kinds} table={w.kinds} />
        <Chosen name="outlet" label={w.outlet} from={meta.outlets} table={{}} />
        <Typed name="killed_min" label={w.killedMin} kind="number" />
        <Typed name="as_of" label={w.atom} kind="date" />
      </div>
      <datalist id="actors">{meta.actors.map((a) => <option key={a} value={a} />)}</datalist>
    </form>
  );
}
