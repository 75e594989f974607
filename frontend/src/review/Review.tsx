// Readings coded blind by two people, then the differences settled; agreement per field, and selon's own score against what was settled.
import { useState } from "preact/hooks";
import type { ReviewTask } from "../types";
import { api } from "../api";
import { token } from "../state";
import { words } from "../words";
import { Show, useAsked } from "../parts/load";
import { Link } from "../parts/link";
import { marksOf, runs } from "../article/marks";

function Token() {
  const w = words.value;
  return <label class="inline">{w.token} <input type="password" autocomplete="off" placeholder={w.tokenHint} value={token.value} onInput={(e) => (token.value = e.currentTarget.value)} /></label>;
}

export function ReviewPage() {
  const w = words.value;
  return (
    <div class="page">
      <h1>{w.review}</h1>
      <p class="quiet">{w.reviewHint}</p>
      <Token />
      {token.value && <Queue key={token.value} />}
    </div>
  );
}

/** What a token's holder may see; nothing is asked without one. */
function Queue() {
  const w = words.value;
  const queue = useAsked("queue", () => api.queue(token.value));
  const scores = useAsked("agreement", () => api.agreement(token.value));
  return (
    <>
      <Show what={queue}>
        {(items) => (
          <ul class="queue">
            {items.map((i) => (
              <li key={i.article}><Link to={`/review/${encodeURIComponent(i.article)}`}><bdi>{i.title ?? i.article}</bdi></Link> <span class="quiet small">{i.outlet} · {w.coders}: {i.coders.length}{i.settled && ` · ${w.settled}`}</span></li>
            ))}
          </ul>
        )}
      </Show>
      <h2>{w.agreement}</h2>
      <Show what={scores}>
        {(rows) => (
          <table>
            <thead><tr><th scope="col">{w.field}</th><th scope="col" class="n">{w.alpha}</th><th scope="col" class="n">{w.units}</th><th scope="col" class="n">{w.selonRight}</th></tr></thead>
            <tbody>{rows.map((r) => <tr key={r.field}><th scope="row">{r.field}</th><td class="n">{r.alpha?.toFixed(2) ?? "–"}</td><td class="n">{r.units}</td><td class="n">{r.selon?.toFixed(2) ?? "–"}</td></tr>)}</tbody>
          </table>
        )}
      </Show>
    </>
  );
}

function Coding({ task, onSaved }: { task: ReviewTask; onSaved: () => void }) {
  const w = words.value;
  const [values, setValues] = useState<Record<string, string>>(task.settled ?? task.mine ?? {});
  const [told, setTold] = useState("");
  const event = task.reading.events.find((e) => e.id === task.event);
  const pieces = runs(task.reading.text, event && !event.field ? [{ kind: "event", id: event.id, span: event.trigger }] : marksOf({ ...task.reading, claims: [], events: [], tallies: [], places: [], times: [] }, "text"));
  const save = (settle: boolean) => api.code(task.reading.id, task.event, values, settle, token.value).then(onSaved, (e: unknown) => setTold(String((e as Error).message)));
  return (
    <div class="columns">
      <div class="reading" lang={task.reading.lang} dir="auto">
        <h1>{task.reading.title}</h1>
        <div class="text">{pieces.map((r) => (r.marks.length ? <mark key={r.start}>{r.text}</mark> : r.text))}</div>
      </div>
      <aside>
        <form onSubmit={(e) => (e.preventDefault(), void save(false))}>
          {task.fields.map((f) => (
            <label key={f.field}>
              <span>{f.field}</span>
              {f.options.length ? (
                <select value={values[f.field] ?? ""} onChange={(e) => setValues({ ...values, [f.field]: e.currentTarget.value })}><option value="" />{f.options.map((o) => <option key={o}>{o}</option>)}</select>
              ) : (
                <input value={values[f.field] ?? ""} onInput={(e) => setValues({ ...values, [f.field]: e.currentTarget.value })} />
              )}
              {task.mine && Object.entries(task.others).map(([who, v]) => <span key={who} class={v[f.field] === task.mine![f.field] ? "small quiet" : "small fault"}>{who}: {v[f.field] ?? "–"}</span>)}
            </label>
          ))}
          <button type="submit">{w.saveCoding}</button>
          {task.mine && Object.keys(task.others).length > 0 && <button type="button" onClick={() => void save(true)}>{w.settle}</button>}
          {told && <p class="fault" role="alert">{told}</p>}
        </form>
      </aside>
    </div>
  );
}

export function ReviewTaskPage({ article }: { article: string }) {
  const [turn, setTurn] = useState(0);
  const asked = useAsked(`${article} ${turn} ${token.value}`, () => api.task(article, token.value));
  return <div class="page"><Show what={asked}>{(t) => <Coding key={turn} task={t} onSaved={() => setTurn(turn + 1)} />}</Show></div>;
}
