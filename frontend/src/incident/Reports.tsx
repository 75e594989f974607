// Reports by origin, copies folded under it, each with the sentence and the chain it came through.
import type { ReportView } from "../types";
import { days, named, number, words } from "../words";
import { Link } from "../parts/link";

export function Chain({ r }: { r: ReportView }) {
  const w = words.value;
  if (!r.chain.length) return <bdi class="who">{r.outlet ?? w.article}</bdi>;
  const [first, ...via] = r.chain;
  return (
    <span class="who">
      <bdi>{first!.name}</bdi> <span class="quiet">({named(w.kinds, first!.kind)})</span>
      {via.map((v) => <span key={v.name} class="quiet"> {w.via} <bdi>{v.name}</bdi></span>)}
    </span>
  );
}

function Report({ r }: { r: ReportView }) {
  const w = words.value;
  return (
    <div class={`report ${r.status === "denied" ? "denied" : ""}`}>
      <blockquote dir="auto" lang={r.lang}>{r.quote.before}<mark>{r.quote.words}</mark>{r.quote.after}</blockquote>
      <p class="small">
        <Chain r={r} /> <span class={`stance ${r.stance ?? ""}`}>{r.stance ? named(w.stances, r.stance) : named(w.statusWords, r.status)}</span>
        {r.hedged && <span class="quiet"> · {w.hedged}</span>}
        {" · "}<Link to={`/article/${encodeURIComponent(r.article)}?e=${encodeURIComponent(r.event)}`}><bdi>{r.outlet ?? r.article}</bdi></Link>
        {r.published && <> · <time>{days(r.published.start, r.published.end)}</time></>}
      </p>
    </div>
  );
}

export function Reports({ reports }: { reports: ReportView[] }) {
  const w = words.value;
  const groups = new Map<string, ReportView[]>();
  for (const r of reports) groups.set(r.origin, [...(groups.get(r.origin) ?? []), r]);
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{w.reports} <span class="quiet">({number(groups.size)})</span></h2>
      {[...groups].map(([origin, all]) => {
        const own = all.filter((r) => r.article === all[0]!.article);
        const rest = all.filter((r) => r.article !== all[0]!.article);
        return (
          <div key={origin} class="origin">
            {own.map((r) => <Report key={r.event} r={r} />)}
            {rest.length > 0 && (
              <details>
                <summary>{number(rest.length)} {w.copies}: {rest.map((r) => r.outlet ?? r.article).join(", ")}</summary>
                {rest.map((r) => <Report key={r.article + r.event} r={r} />)}
              </details>
            )}
          </div>
        );
      })}
    </section>
  );
}
