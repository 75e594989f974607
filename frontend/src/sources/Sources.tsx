// Who says what how often, how often against others, through which outlets.
import type { SourceRow } from "../types";
import { api } from "../api";
import { here, set } from "../state";
import { days, named, number, words } from "../words";
import { Show, useAsked } from "../parts/load";
import { Link } from "../parts/link";

const COLUMNS = ["claims", "denied", "disputed", "revised"] as const;
type Column = (typeof COLUMNS)[number];

export function SourcesPage() {
  const w = words.value;
  const order = (here("by") ?? "claims") as Column;
  const asked = useAsked(order, () => api.sources(`order=${order}&limit=300`));
  const heads: Record<Column, string> = { claims: w.claimsN, denied: w.deniedN, disputed: w.disputedN, revised: w.revisedN };
  return (
    <div class="page">
      <h1>{w.sources}</h1>
      <Show what={asked}>
        {(page) => (
          <div class="scroll" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{w.name}</th>
                  <th scope="col">{w.kind}</th>
                  {COLUMNS.map((c) => (
                    <th key={c} scope="col" aria-sort={c === order ? "descending" : "none"} class="n"><button onClick={() => set("by", c)}>{heads[c]}{c === order ? " ↓" : ""}</button></th>
                  ))}
                  <th scope="col">{w.through}</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((s: SourceRow) => (
                  <tr key={s.name}>
                    <th scope="row"><Link to={`/source/${encodeURIComponent(s.name)}`}><bdi>{s.name}</bdi></Link></th>
                    <td>{named(w.kinds, s.kind)}</td>
                    {COLUMNS.map((c) => <td key={c} class="n">{number(s[c])}</td>)}
                    <td class="small"><bdi>{s.outlets.slice(0, 6).join(", ")}{s.outlets.length > 6 ? ` +${s.outlets.length - 6}` : ""}</bdi></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
    </div>
  );
}

export function SourcePage({ name }: { name: string }) {
  const w = words.value;
  const asked = useAsked(name, () => api.source(name));
  return (
    <Show what={asked}>
      {(s) => (
        <div class="page">
          <h1><bdi>{s.name}</bdi> <span class="quiet">{named(w.kinds, s.kind)}</span></h1>
          <p class="quiet">{w.claimsN} {number(s.claims)} · {w.deniedN} {number(s.denied)} · {w.disputedN} {number(s.disputed)} · {w.revisedN} {number(s.revised)}</p>
          {s.said.map((c) => (
            <div key={c.article + c.claim} class="report">
              <blockquote dir="auto">{c.words}</blockquote>
              <p class="small">
                <span class={`stance ${c.stance}`}>{named(w.stances, c.stance)}</span> · <Link to={`/article/${encodeURIComponent(c.article)}?e=${c.claim}`}><bdi>{c.outlet ?? c.article}</bdi></Link>
                {c.published && ` · ${days(c.published.start, c.published.end)}`}
              </p>
            </div>
          ))}
        </div>
      )}
    </Show>
  );
}
