// A bar a day (or a few), by type; the days of publication below. Drag to choose a period. The bars are a picture under the brush, so that
// moving the brush draws nothing but the brush.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { axisBottom } from "d3-axis";
import { type D3BrushEvent, brushX } from "d3-brush";
import { type ScaleTime, scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { dark, filters, setAll } from "../state";
import { colour } from "../parts/colours";
import { day, language, number, tick, words } from "../words";
import { asDate, bins, type Bins, fromDay, NONE, type Period, span, type Table, toDay } from "./view";

const HEIGHT = 96;
const FOOT = 20;
const BELOW = 10; // height of the strip of publication days
const BASE = HEIGHT - FOOT - BELOW;
const BAR = 4; // pixels, at least

function Far({ t, ends }: { t: Table; ends: [number, number] }) {
  const w = words.value;
  const before = t.start.filter((d) => d !== NONE && d < ends[0]).length;
  const after = t.start.filter((d) => d > ends[1]).length;
  return <>{before > 0 && `${number(before)} ${w.earlier} · `}{after > 0 && `${number(after)} ${w.later} · `}</>;
}

function paint(canvas: HTMLCanvasElement, t: Table, held: Bins, x: ScaleTime<number, number>, width: number): void {
  const scale = devicePixelRatio || 1;
  [canvas.width, canvas.height] = [width * scale, (HEIGHT - FOOT) * scale];
  const c = canvas.getContext("2d")!;
  c.scale(scale, scale);
  const thick = Math.max(1, x(asDate(held.from + held.step)) - x(asDate(held.from)) - 1);
  const pub = Math.max(1, ...held.published);
  const quiet = getComputedStyle(canvas).getPropertyValue("--quiet");
  const colours = t.types.map(colour);
  for (let b = 0; b < held.published.length; b++) {
    const left = x(asDate(held.from + b * held.step));
    let top = BASE;
    held.counts.forEach((count, type) => {
      const h = (count[b]! / held.most) * (BASE - 6);
      if (!h) return;
      c.fillStyle = colours[type]!;
      c.fillRect(left, (top -= h), thick, h);
    });
    const p = held.published[b]!;
    if (!p) continue;
    c.globalAlpha = 0.25 + (0.75 * p) / pub;
    c.fillStyle = quiet;
    c.fillRect(left, BASE + 2, thick, BELOW - 3);
    c.globalAlpha = 1;
  }
}

/** A brush over the scale; `onPeriod` follows it, the address is set at its end. */
function brushed(svg: SVGSVGElement, x: ScaleTime<number, number>, ends: [number, number], width: number, onPeriod: (p: Period) => void): void {
  const brush = brushX<unknown>().extent([[0, 0], [width, HEIGHT - FOOT]]).on("brush end", (e: D3BrushEvent<unknown>) => {
    if (!e.sourceEvent) return;
    const chosen = e.selection as [number, number] | null;
    const period = chosen && (chosen.map((px) => Math.floor(x.invert(px).getTime() / 86_400_000)) as [number, number]);
    onPeriod(period);
    if (e.type === "end") setAll(period ? { since: fromDay(period[0]), until: fromDay(period[1]) } : { since: null, until: null });
  });
  const g = select(svg).append("g").attr("class", "brush").call(brush);
  const { since, until } = filters.peek();
  if (since || until) g.call(brush.move, [x(asDate(since ? toDay(since) : ends[0])), x(asDate((until ? toDay(until) : ends[1]) + 1))]);
}

export function Timeline({ t, onPeriod }: { t: Table; onPeriod: (p: Period) => void }) {
  const bars = useRef<HTMLCanvasElement>(null);
  const root = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(800);
  const w = words.value;
  const ends = useMemo(() => span(t), [t]);
  const held = useMemo(() => (ends ? bins(t, ends[0], ends[1], Math.max(30, Math.floor(width / BAR))) : null), [t, width]);
  const x = useMemo(() => scaleUtc([asDate(ends?.[0] ?? 0), asDate((ends?.[1] ?? 0) + (held?.step ?? 1))], [4, width - 4]), [held]);

  useEffect(() => {
    const watch = new ResizeObserver(([e]) => e && setWidth(Math.max(200, Math.floor(e.contentRect.width))));
    if (root.current?.parentElement) watch.observe(root.current.parentElement);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (held) paint(bars.current!, t, held, x, width);
  }, [held, dark.value]);

  useEffect(() => {
    if (!ends) return;
    const svg = select(root.current!);
    svg.selectAll("*").remove();
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${HEIGHT - FOOT})`).call(axisBottom(x).ticks(Math.max(2, width / 110)).tickFormat((d) => tick(d as Date)).tickSizeOuter(0));
    brushed(root.current!, x, ends, width, onPeriod);
  }, [held, filters.value.since, filters.value.until, language.value]);

  return (
    <section class="timeline" aria-label={w.timeline}>
      <div class="bars">
        <canvas ref={bars} aria-hidden="true" style={{ width: `${width}px`, height: `${HEIGHT - FOOT}px` }} />
        <svg ref={root} width={width} height={HEIGHT} role="img" aria-label={ends ? `${w.timeline}: ${day(fromDay(ends[0]))} – ${day(fromDay(ends[1]))}` : w.timeline} />
      </div>
      <p class="quiet small">{ends && <Far t={t} ends={ends} />}{w.occurred} ▮ · {w.published} ▁ · {w.brushHint}</p>
    </section>
  );
}
