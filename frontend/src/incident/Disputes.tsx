// The two sides of a dispute next to each other, with their words.
import type { Dispute } from "../types";
import { named, words } from "../words";
import { Link } from "../parts/link";

export function Disputes({ disputes }: { disputes: Dispute[] }) {
  const w = words.value;
  return (
    <section aria-labelledby="disputes">
      <h2 id="disputes">{w.disputes}</h2>
      {!disputes.length && <p class="quiet">{w.noDisputes}</p>}
      {disputes.map((d) => (
        <article key={d.id} class="disputed">
          <h3>⚡ {named(w.abouts, d.about)} <span class="quiet">· {d.degree === "contradicts" ? w.contradicts : w.in_tension}</span></h3>
          <div class="sides">
            {d.sides.map((s, i) => (
              <div key={i} class="hand">
                {s.says && <p><b dir="auto">{s.says}</b></p>}
                {s.refs.map((r, k) => (
                  <blockquote key={k} dir="auto">
                    « {r.words ?? r.id} » <Link class="small" to={`/article/${encodeURIComponent(r.article)}?e=${encodeURIComponent(r.id)}`}>{r.article}</Link>
                  </blockquote>
                ))}
              </div>
            ))}
          </div>
          {d.note && <p class="quiet small">{d.note}</p>}
        </article>
      ))}
    </section>
  );
}
