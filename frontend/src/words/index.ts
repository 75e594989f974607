// The words of the interface: the browser's language, unless the address says otherwise.
import { computed } from "@preact/signals";
import { address } from "../state";
import { en, type Words } from "./en";
import { fr } from "./fr";

export const language = computed<"en" | "fr">(() => {
  const wish = address.value.searchParams.get("lang") ?? navigator.language;
  return wish.toLowerCase().startsWith("fr") ? "fr" : "en";
});
language.subscribe((l) => (document.documentElement.lang = l));
export const words = computed<Words>(() => (language.value === "fr" ? fr : en));

/** A word of a table of the interface, or the key itself with its underscores opened. */
export const named = (table: Record<string, string>, key: string | null | undefined): string => (key ? (table[key] ?? key.replaceAll("_", " ")) : "");

const utc = { timeZone: "UTC" } as const;

/** A day as the language writes it: "18 Oct 2023". */
export function day(iso: string | null | undefined): string {
  if (!iso) return "";
  return new Intl.DateTimeFormat(language.value === "fr" ? "fr-FR" : "en-GB", { day: "numeric", month: "short", year: "numeric", ...utc }).format(new Date(`${iso}T00:00:00Z`));
}

/** A day on an axis: "18 Oct", or the year where it begins. */
export function tick(at: Date): string {
  const shown = at.getUTCMonth() === 0 && at.getUTCDate() === 1 ? ({ year: "numeric" } as const) : at.getUTCDate() === 1 ? ({ month: "long" } as const) : ({ day: "numeric", month: "short" } as const);
  return new Intl.DateTimeFormat(language.value === "fr" ? "fr-FR" : "en-GB", { ...shown, ...utc }).format(at);
}

/** Two days as a range; one day where they are the same. */
export function days(start: string | null | undefined, end: string | null | undefined): string {
  if (!start && !end) return "";
  if (!start || !end || start === end) return day(start ?? end);
  const format = new Intl.DateTimeFormat(language.value === "fr" ? "fr-FR" : "en-GB", { day: "numeric", month: "short", year: "numeric", ...utc });
  return format.formatRange(new Date(`${start}T00:00:00Z`), new Date(`${end}T00:00:00Z`));
}

export const number = (n: number): string => new Intl.NumberFormat(language.value === "fr" ? "fr-FR" : "en-GB").format(n);

/** A number in few characters: "1.4k". */
export const compact = (n: number): string => new Intl.NumberFormat(language.value === "fr" ? "fr-FR" : "en-GB", { notation: "compact", maximumFractionDigits: 1 }).format(n);

/** A count with its bound: "≥ 19", "15–20", "~ 30". */
export function bounded(low: number | null, high: number | null): string {
  if (low === null && high === null) return "?";
  if (low === null) return `≤ ${number(high!)}`;
  if (high === null) return `≥ ${number(low)}`;
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}
