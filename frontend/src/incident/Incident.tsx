import { useState } from "preact/hooks";
import type { IncidentView, Participant } from "../types";
import { api } from "../api";
import { days, named, number, words } from "../words";
import { Show, useAsked } from "../parts/load";
import { Link } from "../parts/link";
import { Decide } from "./Decide";
import { Disputes } from "./Disputes";
import { Figures } from "./Figures";
import { Places } from "./Places";
import { Reports } from "./Reports";

const SHOWN = 4; // names before the rest is folded

function Names({ people }: { people: Participant[] }) {
  if (!people.length) return <>?</>;
  const rest = people.slice(SHOWN);
  return (
    <>
      <bdi>{people.slice(0, SHOWN).map((p) => p.name).join(", ")}</bdi>
      {rest.length > 0 && <span class="quiet" title={rest.map((p) => p.name).join(", ")}> +{rest.length}</span>}
    </>
  );
}

function Head({ view }: { view: IncidentView }) {
  const w = words.value;
  const i = view.incident;
  return (
    <header class="headline">
      <h1>
        {named(w.types, i.type)}{i.mode ? ` · ${named(w.modes, i.mode)}` : ""}
        <span class="quiet"> — {days(i.start, i.end) || w.noDate}, <bdi>{i.place ? [i.place.name, i.place.country].filter(Boolean).join(", ") : w.noPlace}</bdi>{i.place?.radius_km ? ` ± ${Math.round(i.place.radius_km)} km` : ""}</span>
      </h1>
      <p>
        <Names people={i.actors} /> → <Names people={i.targets} />
      </p>
      <p class="quiet">
        {number(i.articles)} {w.articles} · {number(i.outlets)} {w.outlets} · {number(i.origins)} {w.origins} · {number(i.root_sources)} {w.roots}
        {" · "}{Object.entries(i.reported).map(([s, n]) => `${named(w.statusWords, s)} ${n}`).join(", ")}
        {i.clarity === "summary" && ` · ${w.summary}`}{i.grade && <b> · {named(w.grades, i.grade)}</b>}
      </p>
      {view.redirected && <p class="quiet">{view.redirected} {w.redirected}</p>}
      {i.responsibility.length > 0 && (
        <p>{w.responsibility}: {i.responsibility.map((r) => `${w[r.kind]} ${r.actor}`).join("; ")}</p>
      )}
      <p class="small">
        {w.exportAs}: {["json", "csv", "geojson"].map((f) => <a key={f} class="export" href={`/api/v1/incidents/${encodeURIComponent(i.id)}?format=${f}`} download>{f}</a>)}
      </p>
    </header>
  );
}

export function IncidentPage({ id }: { id: string }) {
  const w = words.value;
  const [turn, setTurn] = useState(0);
  const asked = useAsked(`${id}/${turn}`, () => api.incident(id));
  return (
    <Show what={asked}>
      {(view) => (
        <div class="page incident">
          <Head view={view} />
          <div class="columns">
            <div class="main">
              <Figures figures={view.incident.figures} />
              <Disputes disputes={view.disputes} />
              <Reports reports={view.reports} />
            </div>
            <aside>
              <Places reports={view.reports} />
              {view.neighbours.length > 0 && (
                <section aria-labelledby="neighbours">
                  <h2 id="neighbours">{w.neighbours}</h2>
                  <ul>
                    {view.neighbours.map((n) => (
                      <li key={n.id}><Link to={`/incident/${encodeURIComponent(n.id)}`}>{n.title}</Link> <span class="quiet small">{n.why.join(" · ")}</span></li>
                    ))}
                  </ul>
                </section>
              )}
              <Decide incident={view.incident} decisions={view.decisions} onDone={() => setTurn(turn + 1)} />
            </aside>
          </div>
        </div>
      )}
    </Show>
  );
}
