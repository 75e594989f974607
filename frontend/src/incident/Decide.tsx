// What a person settles, with the reason; and the history of it. Nothing is ever deleted.
import { useState } from "preact/hooks";
import type { Decision, Incident } from "../types";
import { api } from "../api";
import { token } from "../state";
import { named, words } from "../words";

const KINDS = ["grade", "merge", "split", "correct", "note"] as const;
type Kind = (typeof KINDS)[number];

function about(kind: Kind, incident: Incident, value: string): { about: string[]; value: string | null } {
  if (kind === "merge") return { about: [incident.id, value.trim()], value: null };
  if (kind === "split") return { about: value.split(/[\s,]+/).filter(Boolean), value: null };
  return { about: [incident.id], value };
}

function Value({ kind, incident, value, onValue }: { kind: Kind; incident: Incident; value: string; onValue: (v: string) => void }) {
  const w = words.value;
  const options = kind === "grade" ? Object.entries(w.grades) : kind === "split" ? incident.reports.map((r) => [`${r.article}/${r.event}`, `${r.article}/${r.event}`]) : null;
  const hint = { merge: "incident id", correct: "start=2023-10-18", note: "", grade: "", split: "" }[kind];
  return (
    <label>
      <span>{w.value}</span>
      {options ? (
        <select value={value} onChange={(e) => onValue(e.currentTarget.value)} required>
          <option value="">—</option>
          {options.map(([v, t]) => <option key={v} value={v}>{t}</option>)}
        </select>
      ) : (
        <input value={value} placeholder={hint} onInput={(e) => onValue(e.currentTarget.value)} required />
      )}
    </label>
  );
}

export function Decide({ incident, decisions, onDone }: { incident: Incident; decisions: Decision[]; onDone: () => void }) {
  const w = words.value;
  const [kind, setKind] = useState<Kind>("grade");
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("");
  const [told, setTold] = useState("");
  const act = (work: Promise<unknown>) =>
    work.then(
      () => {
        setTold("");
        setValue("");
        setReason("");
        onDone();
      },
      (e: unknown) => setTold(String((e as Error).message)),
    );
  const submit = (e: Event) => {
    e.preventDefault();
    void act(api.decide({ kind, ...about(kind, incident, value), reason }, token.value));
  };
  return (
    <section class="decide" aria-labelledby="decide">
      <h2 id="decide">{w.decide}</h2>
      <form onSubmit={submit}>
        <label>
          <span>{w.token}</span>
          <input type="password" autocomplete="off" placeholder={w.tokenHint} value={token.value} onInput={(e) => (token.value = e.currentTarget.value)} required />
        </label>
        <label>
          <span>{w.decide}</span>
          <select value={kind} onChange={(e) => (setKind(e.currentTarget.value as Kind), setValue(""))}>
            {KINDS.map((k) => <option key={k} value={k}>{w[k]}</option>)}
          </select>
        </label>
        <Value kind={kind} incident={incident} value={value} onValue={setValue} />
        <label>
          <span>{w.reason}</span>
          <textarea rows={2} value={reason} onInput={(e) => setReason(e.currentTarget.value)} required />
        </label>
        <button type="submit">{w.send}</button>
        {told && <p class="fault" role="alert">{told}</p>}
      </form>
      <h3>{w.decisions}</h3>
      {!decisions.length && <p class="quiet">{w.noDecisions}</p>}
      <ol class="decisions">
        {decisions.map((d) => (
          <li key={d.id} class={d.superseded ? "superseded" : ""}>
            <b>{d.kind in w ? String(w[d.kind as Kind]) : d.kind}</b> {d.kind === "grade" ? named(w.grades, d.value) : d.value} <bdi>{d.about.length > 1 ? d.about.join(" + ") : ""}</bdi>
            <br />
            <span class="small quiet"><bdi>{d.author}</bdi> · {d.made.slice(0, 16).replace("T", " ")} · <bdi>{d.reason}</bdi>{d.superseded ? ` · ${w.withdrawn}` : ""}</span>
            {!d.superseded && token.value && (
              <button class="small" disabled={!reason} title={w.reason} onClick={() => void act(api.undo(d.id, reason, token.value))}>{w.undo}</button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
