// The article with its evidence: hovering a mark lights what belongs to it, and the other way round; j and k walk through.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ArticleView, Reading } from "../types";
import { api } from "../api";
import { here, set } from "../state";
import { bounded, days, named, words } from "../words";
import { Show, useAsked } from "../parts/load";
import { Link, Out } from "../parts/link";
import { marksOf, runs, type Run } from "./marks";

function Marked({ pieces, lit, onHover }: { pieces: Run[]; lit: string; onHover: (id: string) => void }) {
  return (
    <>
      {pieces.map((r) => {
        if (!r.marks.length) return r.text;
        const ids = r.marks.map((m) => m.id).filter(Boolean);
        const classes = [...new Set(r.marks.map((m) => m.kind))].join(" ");
        const stance = r.marks.find((m) => m.stance)?.stance;
        const on = ids.includes(lit);
        return (
          <span key={r.start} class={`m ${classes} ${on ? "lit" : ""}`} data-stance={stance} data-ids={ids.join(" ")} onMouseEnter={() => ids.length && onHover(ids.at(-1)!)}>
            {r.text}
          </span>
        );
      })}
    </>
  );
}

interface Entry { id: string; at: number; title: string; lines: string[] }

function entries(r: Reading): Entry[] {
  const w = words.value;
  const claims = r.claims.map((c): Entry => ({
    id: c.id, at: c.field === "title" ? -1 : Math.min(...c.content.map((s) => s[0])),
    title: `${c.source?.name ?? "?"} ${named(w.stances, c.stance)}`,
    lines: [[named(w.kinds, c.source?.kind), ...c.via.map((v) => `${w.via} ${v.name}`), days(c.said?.start, c.said?.end), c.answers && `${w.answers} ${c.answers}`].filter(Boolean).join(" · ")],
  }));
  const events = r.events.map((e): Entry => ({
    id: e.id, at: e.field === "title" ? -1 : e.trigger[0],
    title: `${named(w.types, e.type)}${e.mode ? ` · ${named(w.modes, e.mode)}` : ""} — ${named(w.statusWords, e.status)}`,
    lines: [
      `${e.actor.map((a) => a.name).join(", ") || "?"} → ${e.target.map((t) => t.name).join(", ") || "?"}`,
      [e.place?.name, days(e.time?.start, e.time?.end)].filter(Boolean).join(" · "),
      e.counts.map((c) => `${bounded(c.low, c.high)} ${named(w.whats, c.what)}`).join(" · "),
    ].filter(Boolean),
  }));
  const tallies = r.tallies.map((t): Entry => ({ id: t.id, at: t.span[0], title: `${bounded(t.low, t.high)} ${named(w.whats, t.what)}`, lines: [days(t.from, t.to)] }));
  return [...claims, ...events, ...tallies].sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
}

function Body({ view }: { view: ArticleView }) {
  const w = words.value;
  const r = view.reading;
  const [lit, setLit] = useState(here("e") ?? "");
  const rail = useRef<HTMLOListElement>(null);
  const all = useMemo(() => entries(r), [r, w]);
  const title = useMemo(() => runs(r.title ?? "", marksOf(r, "title")), [r]);
  const body = useMemo(() => runs(r.text, marksOf(r, "text")), [r]);

  const focus = (id: string) => {
    setLit(id);
    set("e", id);
    document.querySelector(`.reading [data-ids~="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
    rail.current?.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useEffect(() => {
    if (lit) focus(lit);
    const key = (e: KeyboardEvent) => {
      if (!["j", "k"].includes(e.key) || e.ctrlKey || e.metaKey || (e.target as HTMLElement).matches("input, textarea, select")) return;
      const now = all.findIndex((x) => x.id === (here("e") ?? ""));
      const next = all[Math.min(all.length - 1, Math.max(0, now + (e.key === "j" ? 1 : -1)))];
      if (next) focus(next.id);
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [all]);

  return (
    <div class="page article">
      <p class="quiet">
        <bdi>{r.outlet}</bdi>{r.author && <> · <bdi>{r.author}</bdi></>} · {r.published ? days(r.published.start, r.published.end) : w.noDate}{r.credit && <> · <bdi>{r.credit}</bdi></>}
        {" · "}<Out url={r.url}>{w.original}</Out>
        {" · "}{view.incidents.length ? view.incidents.map((i) => <Link key={i} to={`/incident/${encodeURIComponent(i)}`} class={i === view.lead ? "of leads" : "of"}>{w.ofIncident} {i.slice(0, 6)}</Link>) : w.noIncident}
      </p>
      <div class="columns">
        <div class="reading" lang={r.lang} dir="auto">
          <h1><Marked pieces={title} lit={lit} onHover={setLit} /></h1>
          {view.excerpt && <p class="quiet small">{w.excerptOnly}</p>}
          <div class="text"><Marked pieces={body} lit={lit} onHover={setLit} /></div>
        </div>
        <aside class="rail" aria-label={w.evidence}>
          <h2>{w.evidence}</h2>
          <p class="quiet small">{w.walk}</p>
          <ol ref={rail}>
            {all.map((x) => (
              <li key={x.id} data-id={x.id} class={x.id === lit ? "lit" : ""} onMouseEnter={() => setLit(x.id)}>
                <button onClick={() => focus(x.id)} aria-current={x.id === lit}>
                  <span class="id">{x.id}</span> <bdi>{x.title}</bdi>
                  {x.lines.map((l, i) => <span key={i} class="quiet small line"><bdi>{l}</bdi></span>)}
                </button>
              </li>
            ))}
          </ol>
        </aside>
      </div>
    </div>
  );
}

export function ArticlePage({ id }: { id: string }) {
  const asked = useAsked(id, () => api.article(id));
  return <Show what={asked}>{(view) => <Body key={id} view={view} />}</Show>;
}
