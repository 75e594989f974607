// The page: one address, one view.
import { render } from "preact";
import { api } from "./api";
import { dark, route, set } from "./state";
import { language, words } from "./words";
import { Show, useAsked } from "./parts/load";
import { Link } from "./parts/link";
import { Overview } from "./overview/Overview";
import { IncidentPage } from "./incident/Incident";
import { ArticlePage } from "./article/Article";
import { SourcePage, SourcesPage } from "./sources/Sources";
import { TalliesPage } from "./tallies/Extent";
import { ReviewPage, ReviewTaskPage } from "./review/Review";
import type { Meta } from "./types";
import "./style.css";

function View({ meta }: { meta: Meta }) {
  const [name, id] = route.value;
  if (name === "incident" && id) return <IncidentPage key={id} id={id} />;
  if (name === "article" && id) return <ArticlePage key={id} id={id} />;
  if (name === "sources") return <SourcesPage />;
  if (name === "source" && id) return <SourcePage key={id} name={id} />;
  if (name === "tallies") return <TalliesPage />;
  if (name === "review") return id ? <ReviewTaskPage article={id} /> : <ReviewPage />;
  return <Overview meta={meta} />;
}

function Head({ meta }: { meta: Meta }) {
  const w = words.value;
  const at = route.value[0] ?? "";
  const views: [string, string][] = [["", w.overview], ["sources", w.sources], ["tallies", w.tallies], ...(meta.public ? [] : [["review", w.review] as [string, string]])];
  return (
    <header class="top">
      <Link to="/" class="brand">selon</Link>
      <nav>{views.map(([to, text]) => <Link key={to} to={`/${to}`} aria-current={at === to ? "page" : undefined}>{text}</Link>)}</nav>
      <span class="grow" />
      <button lang={language.value === "fr" ? "en" : "fr"} onClick={() => set("lang", language.value === "fr" ? "en" : "fr")}>{language.value === "fr" ? "English" : "Français"}</button>
      <label class="inline">
        <span class="hidden">{w.look}</span>
        <select aria-label={w.look} value={dark.value} onChange={(e) => (dark.value = e.currentTarget.value as typeof dark.value)}>
          <option value="">◐ {w.asSystem}</option>
          <option value="light">○ {w.light}</option>
          <option value="dark">● {w.dark}</option>
        </select>
      </label>
    </header>
  );
}

function App() {
  const meta = useAsked("meta", api.meta);
  return (
    <>
      <a class="skip" href="#content">{words.value.skip}</a>
      <Show what={meta}>
        {(m) => (
          <>
            <Head meta={m} />
            <main id="content"><View meta={m} /></main>
          </>
        )}
      </Show>
    </>
  );
}

render(<App />, document.getElementById("app")!);
