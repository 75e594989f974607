import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "./en";
import { fr } from "./fr";

const PACKS = new URL("../../../src/selon/languages/", import.meta.url);

function modes(): Set<string> {
  const found = new Set<string>();
  for (const lang of ["en", "fr"])
    for (const file of readdirSync(new URL(`${lang}/lexicon/`, PACKS)))
      for (const m of readFileSync(new URL(`${lang}/lexicon/${file}`, PACKS), "utf8").matchAll(/^\s*mode\s*=\s*"([^"]+)"/gm)) found.add(m[1]!);
  return found;
}

test("each mode that the lexicons know has a word in both languages", () => {
  const known = [...modes()];
  expect(known.length).toBeGreaterThan(30);
  expect(known.filter((m) => !(m in en.modes) || !(m in fr.modes))).toEqual([]);
});
test("both languages have the same tables", () => {
  for (const [key, table] of Object.entries(en)) if (typeof table === "object") expect(Object.keys((fr as unknown as Record<string, object>)[key]!).sort()).toEqual(Object.keys(table).sort());
});
