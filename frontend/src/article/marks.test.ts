import { expect, test } from "vitest";
import { runs, unitsOf, type Mark } from "./marks";

const mark = (kind: Mark["kind"], id: string, a: number, b: number): Mark => ({ kind, id, span: [a, b] });

test("runs joined are the text, and each carries its marks", () => {
  const text = "A 😀 minister said three died.";
  const found = runs(text, [mark("source", "c1", 4, 12), mark("content", "c1", 18, 28), mark("event", "e1", 24, 28)]);
  expect(found.map((r) => r.text).join("")).toBe(text);
  expect(found.find((r) => r.text === "minister")?.marks.map((m) => m.kind)).toEqual(["source"]);
  expect(found.find((r) => r.text === "died")?.marks.map((m) => m.kind).sort()).toEqual(["content", "event"]);
});

test("offsets count code points", () => expect([...unitsOf("a😀b")]).toEqual([0, 1, 3, 4]));
test("a text without marks is one run", () => expect(runs("abc", [])).toHaveLength(1));
test("nothing gives nothing", () => expect(runs("", [])).toEqual([]));
