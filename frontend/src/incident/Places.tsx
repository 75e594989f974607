// Where each report puts the incident, as circles as wide as the place is unsure: a plain drawing to scale, no position invented.
import type { ReportView } from "../types";
import { words } from "../words";

const SIZE = 260;
const KM = 111.32;

export function Places({ reports }: { reports: ReportView[] }) {
  const w = words.value;
  const known = new Map<string, { name: string; lat: number; lon: number; r: number; n: number }>();
  for (const { place } of reports) {
    if (place?.lat == null || place.lon == null) continue;
    const key = `${place.lat},${place.lon}`;
    const held = known.get(key);
    if (held) held.n++;
    else known.set(key, { name: place.name, lat: place.lat, lon: place.lon, r: place.radius_km ?? 1, n: 1 });
  }
  const all = [...known.values()];
  if (!all.length) return null;
  const [lat0, lon0] = [all.reduce((s, p) => s + p.lat, 0) / all.length, all.reduce((s, p) => s + p.lon, 0) / all.length];
  const at = all.map((p) => ({ ...p, x: (p.lon - lon0) * KM * Math.cos((lat0 * Math.PI) / 180), y: (lat0 - p.lat) * KM }));
  const reach = Math.max(5, ...at.map((p) => Math.max(Math.abs(p.x), Math.abs(p.y)) + p.r)) * 1.15;
  const k = SIZE / 2 / reach;
  return (
    <section aria-labelledby="places">
      <h2 id="places">{w.places}</h2>
      <svg class="places" viewBox={`${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`} role="img" aria-label={all.map((p) => p.name).join(", ")}>
        {at.map((p) => (
          <g key={p.name + p.x}>
            <circle cx={p.x * k} cy={p.y * k} r={Math.max(3, p.r * k)} class="radius" />
            <circle cx={p.x * k} cy={p.y * k} r={3} class="best" />
            <text x={p.x * k + (p.x > 0 ? -6 : 6)} y={p.y * k - 6} text-anchor={p.x > 0 ? "end" : "start"}>{p.name} ({p.n})</text>
          </g>
        ))}
        <line x1={-SIZE / 2 + 10} x2={-SIZE / 2 + 10 + reach * 0.4 * k} y1={SIZE / 2 - 10} y2={SIZE / 2 - 10} class="scale" />
        <text x={-SIZE / 2 + 10} y={SIZE / 2 - 14}>{Math.round(reach * 0.4)} km</text>
      </svg>
    </section>
  );
}
