// Waiting and failing, said in one way everywhere.
import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { words } from "../words";

export type Loaded<T> = { at: "loading" } | { at: "fault"; message: string; again: () => void } | { at: "there"; value: T };

/** Asks when `key` changes; an answer that comes after a newer question is dropped. */
export function useAsked<T>(key: string, ask: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({ at: "loading" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    ask().then(
      (value) => current && setState({ at: "there", value }),
      (e: unknown) => current && setState({ at: "fault", message: String((e as Error).message), again: () => setTurn((n) => n + 1) }),
    );
    return () => {
      current = false;
    };
  }, [key, turn]);
  return state;
}

export function Show<T>({ what, children }: { what: Loaded<T>; children: (value: T) => ComponentChildren }) {
  const w = words.value;
  if (what.at === "loading") return <p class="quiet pad" role="status">{w.loading} …</p>;
  if (what.at === "fault")
    return (
      <p class="pad fault" role="alert">
        {w.fault} {what.message} <button onClick={what.again}>{w.retry}</button>
      </p>
    );
  return <>{children(what.value)}</>;
}
