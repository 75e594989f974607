// The true extent, as far as told: each speaker's running count as steps, and under it the stairs of the incidents the ledger holds.
import { useEffect, useRef, useState } from "preact/hooks";
import { scaleLinear, scaleUtc } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { Extent, TallyRow } from "../types";
import { api } from "../api";
import { dark, here, set } from "../state";
import { bounded, day, days, named, number, words } from "../words";
import { Show, useAsked } from "../parts/load";
import { Link } from "../parts/link";
import { series } from "../parts/colours";
import { asDate, toDay } from "../overview/view";

const NAMED = 6; // curves with a colour of their own; more could not be told apart
const [H, L, B] = [360, 46, 28];
const [NARROW, WIDE] = [300, 1160]; // pixels
type Hover = { x: number; y: number; says: string; words: string } | null;

function Chart({ extent }: { extent: Extent }) {
  const w = words.value;
  const [hover, setHover] = useState<Hover>(null);
  const [W, setWidth] = useState(860);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([e]) => e && setWidth(Math.min(WIDE, Math.max(NARROW, Math.floor(e.contentRect.width)))));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, [extent]);
  void dark.value;
  const stairs = extent.incidents.map((i, n) => ({ at: toDay(i.day), n: n + 1, title: i.title, id: i.id }));
  const told = extent.series.flatMap((s) => s.steps.map((p) => toDay(p.day)));
  const starts = extent.series.flatMap((s) => (s.since ? [toDay(s.since)] : []));
  const at = [...stairs.map((s) => s.at), ...told, ...starts];
  if (!at.length) return <p class="quiet">{w.nothing}</p>;
  const [from, to] = [Math.min(...at), Math.max(...at) + 1];
  const top = Math.max(stairs.length, ...extent.series.flatMap((s) => s.steps.map((p) => p.high ?? p.low ?? 0)), 1);
  const x = scaleUtc([asDate(from), asDate(to)], [L, W - 10]);
  const y = scaleLinear([0, top * 1.05], [H - B, 10]).nice();
  const step = line<[number, number]>().curve(curveStepAfter);
  const held: [number, number][] = [[x(asDate(from)), y(0)], ...stairs.map((s): [number, number] => [x(asDate(s.at)), y(s.n)]), [x(asDate(to)), y(stairs.length)]];
  const summary = extent.series.map((s) => `${s.speaker}: ${s.steps.map((p) => `${day(p.day)} ${bounded(p.low, p.high)}`).join(", ")}`).join("; ");
  return (
    <figure class="extent" ref={box}>
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={`${w.extent}. ${summary}. ${w.held}: ${stairs.length}`}>
        {y.ticks(6).map((t) => (
          <g key={t} class="grid"><line x1={L} x2={W - 10} y1={y(t)} y2={y(t)} /><text x={L - 8} y={y(t) + 4} text-anchor="end">{number(t)}</text></g>
        ))}
        {x.ticks(Math.max(4, Math.floor(W / 120))).map((t) => <text key={t.getTime()} class="tick" x={Math.min(x(t), W - 22)} y={H - 8} text-anchor="middle">{day(t.toISOString().slice(0, 10)).replace(/ \d{4}$/, "")}</text>)}
        <path class="stairs" d={`${step(held)}L${x(asDate(to))},${y(0)}L${x(asDate(from))},${y(0)}Z`} />
        {stairs.map((s) => (
          <circle key={s.id} class="stair" cx={x(asDate(s.at))} cy={y(s.n)} r={3} onMouseEnter={() => setHover({ x: x(asDate(s.at)), y: y(s.n), says: w.ofIncident, words: s.title })}><title>{s.title}</title></circle>
        ))}
        {[...extent.series.keys()].reverse().map((n) => {
          const s = extent.series[n]!;
          const points = s.steps.map((p): [number, number] => [x(asDate(toDay(p.day))), y(p.low ?? p.high ?? 0)]);
          const start: [number, number][] = s.since ? [[x(asDate(toDay(s.since))), y(0)]] : [];
          return (
            <g key={s.speaker + s.since} class={n < NAMED ? "curve" : "curve faint"} style={{ color: n < NAMED ? series(n) : "var(--quiet)" }}>
              <path class="told" d={step([...start, ...points, ...(points.length ? [[x(asDate(to)), points.at(-1)![1]] as [number, number]] : [])]) ?? ""} />
              {s.steps.map((p, k) => (
                <circle key={k} class="point" cx={points[k]![0]} cy={points[k]![1]} r={5} tabIndex={0}
                  onMouseEnter={() => setHover({ x: points[k]![0], y: points[k]![1], says: `${s.speaker}, ${day(p.day)}: ${bounded(p.low, p.high)}`, words: p.words })}
                  onFocus={() => setHover({ x: points[k]![0], y: points[k]![1], says: `${s.speaker}, ${day(p.day)}: ${bounded(p.low, p.high)}`, words: p.words })}>
                  <title>{`${s.speaker}: ${p.words}`}</title>
                </circle>
              ))}
            </g>
          );
        })}
      </svg>
      <figcaption>
        {extent.series.slice(0, NAMED).map((s, n) => <span key={s.speaker + s.since} class="key" style={{ color: series(n) }}>▬ <bdi>{s.speaker}</bdi> <span class="small">({w.since} {day(s.since)})</span></span>)}
        {extent.series.length > NAMED && <span class="key quiet">▬ +{extent.series.length - NAMED}</span>}
        <span class="key stairskey">▞ {w.held} ({number(stairs.length)})</span>
        <p class="quiet small">{w.gap}</p>
        <p class="hovered" aria-live="polite">{hover ? <><b>{hover.says}</b> <bdi>« {hover.words} »</bdi></> : " "}</p>
      </figcaption>
    </figure>
  );
}

export function TalliesPage() {
  const w = words.value;
  const what = here("what") ?? "attacks";
  const extent = useAsked(what, () => api.extent(`what=${encodeURIComponent(what)}`));
  const rows = useAsked("tallies", () => api.tallies());
  return (
    <div class="page">
      <h1>{w.extent}</h1>
      <label class="inline">{w.chooseCount} <select value={what} onChange={(e) => set("what", e.currentTarget.value)}>{Object.entries(w.whats).map(([k, v]) => <option key={k} value={k}>{v}</option>)}</select></label>
      <Show what={extent}>{(e) => <Chart extent={e} />}</Show>
      <h2>{w.tallies}</h2>
      <Show what={rows}>
        {(page) => (
          <div class="scroll" tabIndex={0}>
            <table>
              <thead><tr><th scope="col">{w.speaker}</th><th scope="col">{w.count}</th><th scope="col">{w.period}</th><th scope="col">{w.place}</th><th scope="col" class="n">{w.covers}</th><th scope="col">{w.evidence}</th></tr></thead>
              <tbody>
                {page.items.map((t: TallyRow) => (
                  <tr key={`${t.article}/${t.tally.id}`}>
                    <td><bdi>{t.speaker}</bdi></td>
                    <td>{bounded(t.tally.low, t.tally.high)} {named(w.whats, t.tally.what)}</td>
                    <td class="small">{days(t.tally.from, t.tally.to)}</td>
                    <td class="small"><bdi>{t.tally.place.map((p) => p.name).join(", ")}</bdi></td>
                    <td class="n">{number(t.covered.length)}</td>
                    <td class="small"><Link to={`/article/${encodeURIComponent(t.article)}?e=${t.tally.id}`}><bdi dir="auto">« {t.words} »</bdi></Link></td>
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
