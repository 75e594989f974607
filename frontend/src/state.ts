// What the address bar holds: the route, the filters, the language. Everything else is derived from it, so a view can be shared.
import { computed, signal } from "@preact/signals";

export const FILTERS = ["text", "since", "until", "country", "near", "type", "actor", "status", "source_kind", "outlet", "killed_min", "disputed", "verified", "as_of"] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = Partial<Record<Filter, string>>;

export const address = signal(new URL(location.href));
addEventListener("popstate", () => (address.value = new URL(location.href)));

export const route = computed(() => address.value.pathname.split("/").filter(Boolean).map(decodeURIComponent));
export const filters = computed<Filters>(() => {
  const found: Filters = {};
  for (const name of FILTERS) {
    const value = address.value.searchParams.get(name);
    if (value) found[name] = value;
  }
  return found;
});

/** Goes to another address of the page; the filters and the language go along. */
export function go(path: string, replace = false): void {
  const url = new URL(path, location.href);
  for (const [k, v] of address.value.searchParams) if (!url.searchParams.has(k) && k !== "e") url.searchParams.set(k, v);
  history[replace ? "replaceState" : "pushState"](null, "", url);
  address.value = url;
  if (!replace) scrollTo(0, 0);
}

/** Sets one thing in the address, or takes it out. */
export function set(name: string, value: string | null): void {
  setAll({ [name]: value });
}

/** Sets several at once, as one step back in the history. */
export function setAll(values: Record<string, string | null>): void {
  const url = new URL(address.value);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (url.href === address.value.href) return;
  history.replaceState(null, "", url);
  address.value = url;
}

/** The filters as the server takes them. */
export function query(f: Filters, more: Record<string, string> = {}): string {
  return new URLSearchParams({ ...f, ...more }).toString();
}

export const here = (name: string): string | null => address.value.searchParams.get(name);

// The token of who may decide stays in this tab; it is never put into an address.
export const token = signal(sessionStorage.getItem("selon.token") ?? "");
token.subscribe((t) => (t ? sessionStorage.setItem("selon.token", t) : sessionStorage.removeItem("selon.token")));

export const dark = signal<"light" | "dark" | "">((localStorage.getItem("selon.look") as "light" | "dark" | null) ?? "");
dark.subscribe((look) => {
  document.documentElement.dataset["look"] = look;
  if (look) localStorage.setItem("selon.look", look);
  else localStorage.removeItem("selon.look");
});
export const isDark = (): boolean => (dark.value ? dark.value === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
