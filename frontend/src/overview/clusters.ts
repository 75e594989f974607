// Which dots the map draws: those that would cover each other are drawn as one with their number. One pass over the shown incidents that lie in
// view, into cells of a grid that is fixed to the world (so moving the map changes no cluster), then small neighbours join the largest.
import type { Table } from "./view";

const TILE = 512; // pixels of the world's square at zoom 0
const CELL = 56; // pixels
const NEAR = 40; // pixels between the middles of two clusters, at least

/** What is in view, in the world's square: west and north corner, width and height. `west` may lie beyond 0 or 1 where the view crosses the date line. */
export interface Box { west: number; north: number; width: number; height: number }

/** A dot: one incident (`only` is its index) or several, at the mean of their places; `reach` is the corner pair of their places. */
export interface Spot { x: number; y: number; count: number; only: number; reach: [number, number, number, number] }

interface Cell extends Spot { at: number }

/** The box, made larger by half a view on each side and fitted to the grid of a zoom. */
export function around(box: Box, zoom: number): Box {
  const cell = CELL / (TILE * 2 ** zoom);
  const down = (v: number) => Math.floor(v / cell) * cell;
  const west = down(box.west - box.width / 2);
  const north = down(box.north - box.height / 2);
  const width = Math.min(1, box.width * 2 + 2 * cell);
  return { west: width === 1 ? 0 : west, north, width, height: box.height * 2 + 2 * cell };
}

/** Whether a view lies wholly in a box. */
export function inside(view: Box, box: Box): boolean {
  const across = box.width === 1 || (view.west >= box.west && view.west + view.width <= box.west + box.width);
  return across && view.north >= box.north && view.north + view.height <= box.north + box.height;
}

function add(cell: Cell, x: number, y: number, i: number): void {
  cell.x += x;
  cell.y += y;
  cell.only = cell.count++ ? -1 : i;
  const r = cell.reach;
  if (x < r[0]) r[0] = x;
  if (y < r[1]) r[1] = y;
  if (x > r[2]) r[2] = x;
  if (y > r[3]) r[3] = y;
}

function cells(t: Table, shown: Uint32Array, box: Box, size: number): { grid: (Cell | undefined)[]; across: number } {
  const across = Math.ceil(box.width / size) + 1;
  const grid = new Array<Cell | undefined>(across * (Math.ceil(box.height / size) + 1));
  for (const i of shown) {
    const dy = t.y[i]! - box.north;
    let dx = t.x[i]! - box.west;
    dx -= Math.floor(dx); // the world goes round
    if (!(dx <= box.width && dy >= 0 && dy <= box.height)) continue;
    const at = Math.floor(dy / size) * across + Math.floor(dx / size);
    add((grid[at] ??= { x: 0, y: 0, count: 0, only: -1, reach: [Infinity, Infinity, -Infinity, -Infinity], at }), box.west + dx, t.y[i]!, i);
  }
  return { grid, across };
}

function join(a: Cell, b: Cell): void {
  const n = a.count + b.count;
  a.x = (a.x * a.count + b.x * b.count) / n;
  a.y = (a.y * a.count + b.y * b.count) / n;
  a.count = n;
  a.only = -1;
  a.reach = [Math.min(a.reach[0], b.reach[0]), Math.min(a.reach[1], b.reach[1]), Math.max(a.reach[2], b.reach[2]), Math.max(a.reach[3], b.reach[3])];
}

/** The dots of a box at a zoom (a whole number), the largest first. */
export function clusters(t: Table, shown: Uint32Array, box: Box, zoom: number): Spot[] {
  const pixel = 1 / (TILE * 2 ** zoom);
  const { grid, across } = cells(t, shown, box, CELL * pixel);
  const all = grid.filter((c): c is Cell => c !== undefined);
  for (const c of all) [c.x, c.y] = [c.x / c.count, c.y / c.count];
  all.sort((a, b) => b.count - a.count || a.at - b.at);
  const out: Spot[] = [];
  for (const c of all) {
    if (grid[c.at] !== c) continue; // joined a larger one
    for (const step of [-across - 1, -across, 1 - across, -1, 1, across - 1, across, across + 1]) {
      const other = grid[c.at + step];
      if (!other || Math.hypot(other.x - c.x, other.y - c.y) >= NEAR * pixel) continue;
      join(c, other);
      grid[other.at] = undefined;
    }
    grid[c.at] = undefined;
    out.push(c);
  }
  return out;
}

export const longitude = (x: number): number => x * 360 - 180;
export const latitude = (y: number): number => (360 / Math.PI) * Math.atan(Math.exp((1 - 2 * y) * Math.PI)) - 90;
