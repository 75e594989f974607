// The list: incidents without a place or a day stay in it, marked.
import { useEffect, useState } from "preact/hooks";
import type { Incident, Page } from "../types";
import { api } from "../api";
import { filters, here, query, set } from "../state";
import { days, named, number, words } from "../words";
import { Show, useAsked } from "../parts/load";
import { Link } from "../parts/link";
import { colour } from "../parts/colours";

const HARM = ["killed", "injured", "missing", "abducted", "arrested", "displaced"];

export function figureLine(i: Incident): string {
  return HARM.filter((k) => i.figures[k]?.best)
    .map((k) => {
      const f = i.figures[k]!;
      const range = f.low !== f.best || f.high !== f.best ? ` (${number(f.low)}–${f.high === null ? "" : number(f.high)})` : "";
      return `${named(words.value.whats, k)} ${number(f.best)}${range}`;
    })
    .join(" · ");
}

export function Row({ i }: { i: Incident }) {
  const w = words.value;
  const where = [i.place?.name, i.place?.country].filter(Boolean).join(", ");
  return (
    <li class="row" style={{ borderInlineStartColor: colour(i.type) }}>
      <Link to={`/incident/${encodeURIComponent(i.id)}`}>
        <span class="when">
          {days(i.start, i.end) || <em>{w.noDate}</em>} · {where ? <bdi>{where}</bdi> : <em>{w.noPlace}</em>}
        </span>
        <strong>{named(w.types, i.type)}{i.mode ? ` · ${named(w.modes, i.mode)}` : ""}</strong>
        <bdi class="what">{i.targets[0]?.name ? `→ ${i.targets[0].name}` : ""}</bdi>
        <span class="figures">{figureLine(i)}</span>
        <span class="quiet small">
          {number(i.articles)} {i.articles === 1 ? w.article : w.articles} · {number(i.root_sources)} {i.root_sources === 1 ? w.root : w.roots}
          {i.disputes.length ? <span class="dispute"> ⚡ {i.disputes.length}</span> : null}
          {i.grade ? <span class="grade"> {named(w.grades, i.grade)}</span> : null}
        </span>
      </Link>
    </li>
  );
}

export function List() {
  const w = words.value;
  const order = here("order") ?? "newest";
  const key = query(filters.value, { order, limit: "60" });
  const first = useAsked(key, () => api.incidents(key));
  const [more, setMore] = useState<Page<Incident> | null>(null);
  useEffect(() => setMore(null), [key]);
  const load = async (cursor: string) => {
    const page = await api.incidents(`${key}&cursor=${encodeURIComponent(cursor)}`);
    setMore((old) => ({ ...page, items: [...(old?.items ?? []), ...page.items] }));
  };
  return (
    <section class="list" aria-label={w.list}>
      <Show what={first}>
        {(page) => {
          const next = more ? more.next : page.next;
          const items = [...page.items, ...(more?.items ?? [])];
          return (
            <>
              <header class="listhead">
                <span>{page.total === null ? "" : number(page.total)} {w.list.toLowerCase()}</span>
                <select aria-label="order" value={order} onChange={(e) => set("order", e.currentTarget.value === "newest" ? null : e.currentTarget.value)}>
                  <option value="newest">{w.newest}</option>
                  <option value="worst">{w.worst}</option>
                </select>
              </header>
              {items.length === 0 && <p class="quiet pad">{w.nothing}</p>}
              <ol class="rows">{items.map((i) => <Row key={i.id} i={i} />)}</ol>
              {next && <button class="more" onClick={() => void load(next)}>{w.more}</button>}
            </>
          );
        }}
      </Show>
    </section>
  );
}
