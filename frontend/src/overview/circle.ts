// A circle of so many kilometres round a point, as a polygon on the sphere.
const EARTH = 6371;

export function circle(lon: number, lat: number, km: number, corners = 48): [number, number][] {
  const [a, f, l] = [km / EARTH, (lat * Math.PI) / 180, (lon * Math.PI) / 180];
  const ring: [number, number][] = [];
  for (let i = 0; i <= corners; i++) {
    const t = ((i % corners) * 2 * Math.PI) / corners;
    const y = Math.asin(Math.sin(f) * Math.cos(a) + Math.cos(f) * Math.sin(a) * Math.cos(t));
    const x = l + Math.atan2(Math.sin(t) * Math.sin(a) * Math.cos(f), Math.cos(a) - Math.sin(f) * Math.sin(y));
    ring.push([(x * 180) / Math.PI, (y * 180) / Math.PI]);
  }
  return ring;
}
