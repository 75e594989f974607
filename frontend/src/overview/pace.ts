// How fast the map can be drawn here. Without a graphics card a frame takes longer than a hand waits: there the map is drawn coarser while it moves
// and sharp when it rests, and it follows a brush when the brush rests.
import type { Map as Chart } from "maplibre-gl";

const SLOW = 30; // ms of one frame
const COARSE = 0.4; // of the sharp map's pixels, along each side
const REST = 250; // ms without a move

export class Pace {
  frame = 0; // ms that one frame took
  private held = false; // a hand is on the map
  private coarse = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly off = new AbortController();

  /** Listens before the map does: its size may not change once a gesture has begun, for that ends the gesture. */
  constructor(private readonly chart: Chart) {
    const box = chart.getContainer();
    const first = { capture: true, passive: true, signal: this.off.signal };
    box.addEventListener("pointerdown", () => this.hand(true), first);
    box.addEventListener("wheel", () => this.moves(), first);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => this.hand(false), first);
  }

  get slow(): boolean {
    return this.frame > SLOW;
  }

  /** Draws one frame and waits for it. Reading a pixel back is what waits. */
  probe(): void {
    const gl = this.chart.getCanvas().getContext("webgl2");
    if (!gl) return;
    const read = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    read();
    const begun = performance.now();
    this.chart.redraw();
    read();
    this.frame = performance.now() - begun;
  }

  stop(): void {
    this.off.abort();
    clearTimeout(this.timer);
  }

  private hand(on: boolean): void {
    this.held = on;
    if (on) this.moves();
  }

  /** Coarse from now on, sharp again when the map rests. */
  private moves(): void {
    if (!this.slow) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rests(), REST);
    if (this.coarse) return;
    this.coarse = true;
    this.chart.setPixelRatio(devicePixelRatio * COARSE);
  }

  private rests(): void {
    if (this.held || this.chart.isMoving()) {
      this.timer = setTimeout(() => this.rests(), REST);
      return;
    }
    this.coarse = false;
    this.chart.setPixelRatio(devicePixelRatio);
  }
}
