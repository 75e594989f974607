// The JSON of the API: the ledger's own values (docs/json.md), and what the page's routes add to them.

export type Span = [number, number];
export type Status = "happened" | "ongoing" | "planned" | "threatened" | "denied" | "hypothetical";
export interface Interval { start: string; end: string }
export interface Spanned { span: Span; field?: "title" | null }
export interface Source extends Spanned { text: string; name: string; kind: string; anonymous: boolean; country: string | null }
export interface Claim {
  id: string; source: Source | null; via: Source[]; cue: Span[]; content: Span[]; form: string; stance: string;
  said: Interval | null; by: string; confidence: number; field?: "title" | null; answers?: string | null;
}
export interface Participant extends Spanned { text: string; name: string; kind: string; country: string | null; sector: string | null; sponsor: string | null }
export interface Weapon extends Spanned { text: string; kind: string }
export interface Place extends Spanned {
  text: string; name: string; role: string; relation: string; basis: string | null; country: string | null; admin1: string | null;
  lat: number | null; lon: number | null; radius_km: number | null; unresolved: string | null; confidence: number | null;
}
export interface Time extends Spanned { text: string; start: string | null; end: string | null; kind: string; unresolved: string | null }
export interface Count extends Spanned { text: string; what: string; low: number | null; high: number | null; bound: string; who: string | null; of: string | null; part_of: number | null }
export interface Voice extends Spanned { claim: string | null; status: Status; hedged: boolean }
export interface Responsibility { actor: string; kind: "claimed" | "accused" | "denied"; claim: string | null }
export interface Event {
  id: string; type: string; mode: string | null; trigger: Span; mentions: Span[]; voices: Voice[]; status: Status; hedged: boolean;
  claim: string | null; newness: string; outcome: string | null; actor: Participant[]; target: Participant[]; weapon: Weapon[];
  responsibility: Responsibility[]; place: Place | null; time: Time | null; counts: Count[]; confidence: number; field?: "title" | null;
}
export interface Tally extends Spanned {
  id: string; what: string; low: number | null; high: number | null; bound: string; text: string; from: string | null; to: string | null;
  place: Place[]; actor: Participant[]; target: Participant[]; claim: string | null; part_of: string | null;
}
export interface Reading {
  id: string; lang: string; title: string | null; url: string | null; outlet: string | null; author: string | null; credit: string | null;
  published: Interval | null; text: string; claims: Claim[]; lead: string | null; events: Event[]; tallies: Tally[];
  quantities: Count[]; places: Place[]; times: Time[]; disputes: { about: string; degree: string; sides: string[][] }[];
}
export interface FigureReport {
  low: number | null; high: number | null; bound: string; text: string; article: string; event: string; span: Span; of: string | null;
  who: string | null; partial: boolean; root_source: string | null; outlet: string | null; published: Interval | null;
}
export interface FigureStep { day: string | null; low: number; best: number; high: number | null; root_source: string | null }
export interface Figure { low: number; best: number; high: number | null; history: FigureStep[]; said: FigureReport[] }
export interface Incident {
  id: string; type: string; mode: string | null; title: string; start: string | null; end: string | null; place: Place | null;
  actors: Participant[]; targets: Participant[]; responsibility: Responsibility[]; clarity: string; reported: Partial<Record<Status, number>>;
  grade: string | null; figures: Record<string, Figure>; reports: { article: string; event: string }[];
  articles: number; outlets: number; origins: number; root_sources: number; disputes: string[];
}
export interface Ref extends Spanned { article: string; id: string; words?: string }
export interface Dispute {
  id: string; about: string; degree: string; incident: string | null; tally: string | null; note: string | null;
  sides: { says: string; refs: Ref[] }[];
}
export interface Decision { id: string; kind: string; about: string[]; value: string | null; author: string; made: string; reason: string; superseded: string | null }

/** One report of an incident with the words around it; `before` and `after` are the rest of the sentence. */
export interface Quote { before: string; words: string; after: string }
export interface ReportView {
  article: string; event: string; title: string | null; outlet: string | null; url: string | null; published: Interval | null;
  origin: string; lang: string; status: Status; hedged: boolean; newness: string; quote: Quote;
  chain: { name: string; kind: string }[]; stance: string | null; place: Place | null;
}
export interface IncidentView {
  incident: Incident; disputes: Dispute[]; reports: ReportView[]; decisions: Decision[]; redirected: string | null;
  neighbours: { id: string; title: string; start: string | null; why: string[] }[];
}
export interface ArticleView { reading: Reading; incidents: string[]; lead: string | null; excerpt: boolean }
export interface Page<T> { items: T[]; next: string | null; total: number | null }
/** All incidents of a view, column by column; days are counted from 1970-01-01, absent is null. */
export interface Overview {
  version: string; types: string[]; id: string[]; lat: (number | null)[]; lon: (number | null)[]; radius: (number | null)[];
  start: (number | null)[]; end: (number | null)[]; published: (number | null)[]; type: number[]; flags: number[]; roots: number[];
}
export const FLAG = { disputed: 1, hedged: 2, denied: 4, graded: 8 } as const;
export interface SourceRow { name: string; kind: string; claims: number; denied: number; disputed: number; revised: number; outlets: string[]; articles: number }
export interface SourceView extends SourceRow { said: { article: string; claim: string; stance: string; words: string; published: Interval | null; outlet: string | null }[] }
export interface TallyRow { article: string; outlet: string | null; published: Interval | null; speaker: string; tally: Tally; words: string; covered: string[] }
export interface Extent {
  series: { speaker: string; what: string; since: string | null; steps: { day: string; low: number | null; high: number | null; article: string; words: string }[] }[];
  incidents: { id: string; title: string; day: string }[];
}
export interface ReviewItem { article: string; title: string | null; outlet: string | null; coders: string[]; settled: boolean }
export interface ReviewField { field: string; options: string[] }
export interface ReviewTask { reading: Reading; event: string; fields: ReviewField[]; mine: Record<string, string> | null; others: Record<string, Record<string, string>>; settled: Record<string, string> | null }
export interface Agreement { field: string; alpha: number | null; units: number; selon: number | null }
export interface Meta {
  version: string; public: boolean; ledger: string; articles: number; incidents: number; types: string[]; actors: string[];
  outlets: string[]; countries: string[]; kinds: string[]; tiles: string | null;
}
