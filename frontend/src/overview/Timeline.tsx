// A bar a day (or a few), by type; the days of publication below. Drag to choose a period.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { axisBottom } from "d3-axis";
import { type D3BrushEvent, brushX } from "d3-brush";
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import type { Overview } from "../types";
import { dark, filters, setAll } from "../state";
import { colour } from "../parts/colours";
import { day, number, words } from "../words";
import { asDate, bins, fromDay, span, toDay } from "./view";

const HEIGHT = 96;
const FOOT = 20;
const BELOW = 10; // height of the strip of publication days

function Far({ overview, ends }: { overview: Overview; ends: [number, number] }) {
  const w = words.value;
  const before = overview.start.filter((d) => d !== null && d < ends[0]).length;
  const after = overview.start.filter((d) => d !== null && d > ends[1]).length;
  return <>{before > 0 && `${number(before)} ${w.earlier} · `}{after > 0 && `${number(after)} ${w.later} · `}</>;
}

export function Timeline({ overview, onPeriod }: { overview: Overview; onPeriod: (p: [number, number] | null) => void }) {
  const root = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(800);
  const w = words.value;
  const ends = useMemo(() => span(overview), [overview]);

  useEffect(() => {
    const watch = new ResizeObserver(([e]) => e && setWidth(Math.max(200, Math.floor(e.contentRect.width))));
    if (root.current?.parentElement) watch.observe(root.current.parentElement);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (!ends || !root.current) return;
    const [from, to] = ends;
    const held = bins(overview, from, to, Math.max(30, Math.floor(width / 4)));
    const x = scaleUtc([asDate(from), asDate(to + held.step)], [4, width - 4]);
    const base = HEIGHT - FOOT - BELOW;
    const svg = select(root.current);
    svg.selectAll("*").remove();
    const thick = Math.max(1, x(asDate(from + held.step)) - x(asDate(from)) - 1);
    const pub = Math.max(1, ...held.published);
    for (let b = 0; b < held.published.length; b++) {
      const left = x(asDate(from + b * held.step));
      let top = base;
      held.counts.forEach((c, t) => {
        const h = (c[b]! / held.most) * (base - 6);
        if (!h) return;
        top -= h;
        svg.append("rect").attr("x", left).attr("y", top).attr("width", thick).attr("height", h).attr("fill", colour(overview.types[t]!));
      });
      const p = held.published[b]!;
      if (p) svg.append("rect").attr("class", "published").attr("x", left).attr("y", base + 2).attr("width", thick).attr("height", BELOW - 3).attr("opacity", 0.25 + (0.75 * p) / pub);
    }
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${HEIGHT - FOOT})`).call(axisBottom(x).ticks(Math.max(2, width / 110)).tickSizeOuter(0));
    const brush = brushX<unknown>().extent([[0, 0], [width, HEIGHT - FOOT]]).on("brush end", (e: D3BrushEvent<unknown>) => {
      if (!e.sourceEvent) return;
      const chosen = e.selection as [number, number] | null;
      const period = chosen && (chosen.map((px) => Math.floor(x.invert(px).getTime() / 86_400_000)) as [number, number]);
      onPeriod(period);
      if (e.type === "end") setAll(period ? { since: fromDay(period[0]), until: fromDay(period[1]) } : { since: null, until: null });
    });
    const g = svg.append("g").attr("class", "brush").call(brush);
    const { since, until } = filters.peek();
    if (since || until) g.call(brush.move, [x(asDate(since ? toDay(since) : from)), x(asDate((until ? toDay(until) : to) + 1))]);
  }, [overview, width, dark.value, filters.value.since, filters.value.until]);

  return (
    <section class="timeline" aria-label={w.timeline}>
      <svg ref={root} width={width} height={HEIGHT} role="img" aria-label={ends ? `${w.timeline}: ${day(fromDay(ends[0]))} – ${day(fromDay(ends[1]))}` : w.timeline} />
      <p class="quiet small">{ends && <Far overview={overview} ends={ends} />}{w.occurred} ▮ · {w.published} ▁ · {w.brushHint}</p>
    </section>
  );
}
