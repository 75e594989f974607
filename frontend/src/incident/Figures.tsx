// Figures as low–best–high bars, and the steps by which each ran, each step by its source.
import { scaleLinear, scaleUtc } from "d3-scale";
import { line, curveStepAfter } from "d3-shape";
import type { Figure } from "../types";
import { bounded, day, named, number, words } from "../words";
import { toDay, asDate } from "../overview/view";

const WIDTH = 420;

function Bar({ f, most }: { f: Figure; most: number }) {
  const x = scaleLinear([0, Math.max(1, most)], [2, WIDTH - 60]);
  const high = f.high ?? f.best * 1.15;
  return (
    <svg class="bar" viewBox={`0 0 ${WIDTH} 22`} role="img" aria-label={`${words.value.low} ${f.low}, ${words.value.best} ${f.best}, ${words.value.high} ${f.high ?? "?"}`}>
      <line x1={x(f.low)} x2={x(high)} y1={11} y2={11} class={f.high === null ? "range open" : "range"} />
      <line x1={x(f.low)} x2={x(f.low)} y1={6} y2={16} class="range" />
      {f.high !== null && <line x1={x(high)} x2={x(high)} y1={6} y2={16} class="range" />}
      <circle cx={x(f.best)} cy={11} r={5} class="best" />
      <text x={x(high) + 8} y={15}>{bounded(f.low, f.high)}</text>
    </svg>
  );
}

function Steps({ f }: { f: Figure }) {
  const steps = f.history.filter((s) => s.day);
  if (steps.length < 2) return null;
  const at = steps.map((s) => toDay(s.day!));
  const [from, to] = [at[0]!, at[at.length - 1]! + 1];
  const x = scaleUtc([asDate(from), asDate(to)], [30, WIDTH - 20]);
  const y = scaleLinear([0, Math.max(...steps.map((s) => s.high ?? s.best), 1)], [86, 8]);
  const path = line<[number, number]>().curve(curveStepAfter)([...steps.map((s, i): [number, number] => [x(asDate(at[i]!)), y(s.best)]), [x(asDate(to)), y(steps.at(-1)!.best)]]);
  return (
    <svg class="steps" viewBox={`0 0 ${WIDTH} 110`} role="img" aria-label={words.value.history}>
      <path d={path ?? ""} class="step" />
      {steps.map((s, i) => (
        <g key={i}>
          <line x1={x(asDate(at[i]!))} x2={x(asDate(at[i]!))} y1={y(s.low)} y2={y(s.high ?? s.best)} class="range" />
          <circle cx={x(asDate(at[i]!))} cy={y(s.best)} r={4} class="best">
            <title>{`${day(s.day)} · ${number(s.best)} · ${s.root_source ?? "?"}`}</title>
          </circle>
        </g>
      ))}
      <text x={30} y={104}>{day(steps[0]!.day)}</text>
      <text x={WIDTH - 20} y={104} text-anchor="end">{day(steps.at(-1)!.day)}</text>
    </svg>
  );
}

export function Figures({ figures }: { figures: Record<string, Figure> }) {
  const w = words.value;
  const kinds = Object.keys(figures);
  if (!kinds.length) return null;
  const most = Math.max(...kinds.map((k) => figures[k]!.high ?? figures[k]!.best * 1.2));
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{w.figures}</h2>
      {kinds.map((k) => (
        <div key={k} class="figure">
          <h3>{named(w.whats, k)} <b>{number(figures[k]!.best)}</b></h3>
          <Bar f={figures[k]!} most={most} />
          <Steps f={figures[k]!} />
          <ul class="steplist small">
            {figures[k]!.history.map((s, i) => (
              <li key={i}><time>{day(s.day)}</time> {bounded(s.low, s.high)} <bdi>{s.root_source}</bdi></li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
