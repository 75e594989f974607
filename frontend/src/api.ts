// One place that talks to the server. Errors carry the server's own words.
import type { Agreement, ArticleView, Decision, Extent, Incident, IncidentView, Meta, Overview, Page, ReviewItem, ReviewTask, SourceRow, SourceView, TallyRow } from "./types";

export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(`/api/v1/${path}`, { headers: { Accept: "application/json" }, ...init });
  if (!answer.ok) {
    const told = (await answer.json().catch(() => ({}))) as { detail?: unknown };
    throw new ApiError(answer.status, typeof told.detail === "string" ? told.detail : answer.statusText);
  }
  return (await answer.json()) as T;
}

function send<T>(path: string, body: unknown, token: string): Promise<T> {
  const headers = { Accept: "application/json", "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

function secretly<T>(path: string, token: string): Promise<T> {
  return ask(path, { headers: { Accept: "application/json", Authorization: `Bearer ${token}` } });
}

const part = encodeURIComponent;

export const api = {
  meta: () => ask<Meta>("meta"),
  overview: (query: string) => ask<Overview>(`overview?${query}`),
  incidents: (query: string) => ask<Page<Incident>>(`incidents?${query}`),
  incident: (id: string) => ask<IncidentView>(`incidents/${part(id)}/view`),
  article: (id: string) => ask<ArticleView>(`articles/${part(id)}`),
  sources: (query: string) => ask<Page<SourceRow>>(`sources?${query}`),
  source: (name: string) => ask<SourceView>(`sources/${part(name)}`),
  tallies: () => ask<Page<TallyRow>>("tallies?limit=500"),
  extent: (query: string) => ask<Extent>(`extent?${query}`),
  decide: (d: { kind: string; about: string[]; value: string | null; reason: string }, token: string) => send<Decision>("decisions", d, token),
  undo: (id: string, reason: string, token: string) => send<Decision>(`decisions/${part(id)}/undo`, { reason }, token),
  queue: (token: string) => secretly<ReviewItem[]>("review", token),
  task: (article: string, token: string) => secretly<ReviewTask>(`review/${part(article)}`, token),
  code: (article: string, event: string, values: Record<string, string>, settle: boolean, token: string) =>
    send<ReviewTask>(`review/${part(article)}`, { event, values, settle }, token),
  agreement: (token: string) => secretly<Agreement[]>("review-agreement", token),
};
