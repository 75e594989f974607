"""`selon ingest`, `weave` and `reread`: what fills a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.common import LEDGER, AllowPrivate, Figures, Jobs, Keep, Pipelines, Rule, Where, fault, opened, pipelines, web
from selon.errors import UsageError

if TYPE_CHECKING:
    from selon.articles.intake import Intake
    from selon.errors import InputError
    from selon.ledger.store import Ledger
    from selon.model import Article
    from selon.weaving.compare import Compare
    from selon.workflow.ingest import Ingested


def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, addresses; - is standard input.", metavar="SOURCE...")],
    ledger: Where = LEDGER,
    published: Annotated[str | None, typer.Option(help="When it was published, for all that do not say it themselves.")] = None,
    lang: Annotated[str | None, typer.Option(help="The language (fr, en); found from the text where not given.")] = None,
    weave: Annotated[bool, typer.Option(help="Weave what is new into incidents.")] = True,
    figures: Rule = Figures.latest,
    pipeline: Pipelines = None,
    max_chars: Annotated[int, typer.Option(help="The largest article, in characters.", min=1)] = 5_000_000,
    jobs: Jobs = 1,
    cluster: Annotated[str | None, typer.Option(help="Let a Ray cluster read: its address, or auto for the one that runs here.")] = None,
    keep: Keep = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Take articles into a ledger; what it has already is skipped, so that a run cut short is taken up by running it again."""
    from selon.articles.dates import published_interval  # noqa: PLC0415
    from selon.articles.intake import Intake  # noqa: PLC0415
    from selon.languages.lexicon import check_language, languages  # noqa: PLC0415

    if published:
        published_interval(published)
    if lang:
        check_language(lang)
    if cluster and (jobs > 1 or keep):
        raise UsageError("--cluster reads with the cluster's cores, and nothing is fetched: leave out --jobs and --keep")
    how = Intake(supported=languages(), lang=lang, published=published, most_text=max_chars)
    with opened(ledger, create=True) as kept:
        if cluster:
            steps = _by_cluster(kept, sources, how, cluster, pipelines(pipeline), weave, figures)
        else:
            how = replace(how, web=web(sources, keep, allow_private))
            steps = _here(kept, sources, how, pipelines(pipeline), jobs, weave, figures)
        _tell(steps, sources)


def _here(
    kept: Ledger, sources: list[str], how: Intake, named: dict[str, str], jobs: int, weave: bool, figures: Figures
) -> Iterator[Ingested]:
    from selon.articles.intake import take  # noqa: PLC0415
    from selon.reading.reader import Reader  # noqa: PLC0415
    from selon.workflow import ingest as workflow  # noqa: PLC0415
    from selon.workflow.crew import Crew, Keepers  # noqa: PLC0415

    found: Iterator[Article | InputError] = chain.from_iterable(take(s, how) for s in sources)
    yield from workflow.ingest(kept, found, Keepers(Crew(Reader(named), jobs, workflow.CHUNK)), weave=weave, rule=figures.value)


def _by_cluster(
    kept: Ledger, sources: list[str], how: Intake, address: str, named: dict[str, str], weave: bool, figures: Figures
) -> Iterator[Ingested]:
    from selon.workflow.cluster import Cluster, connected  # noqa: PLC0415
    from selon.workflow.parts import ingest_parts, still_due  # noqa: PLC0415

    with connected(address) as ray:
        yield from ingest_parts(kept, Cluster(ray, how, named, still_due(kept)).read(sources), weave=weave, rule=figures.value)


def _tell(steps: Iterator[Ingested], sources: list[str]) -> None:
    """Shows how far a run is, each fault when it comes, and at the end what it did."""
    from selon.articles.parts import expected  # noqa: PLC0415
    from selon.views.progress import Progress  # noqa: PLC0415
    from selon.views.reasons import reasons  # noqa: PLC0415
    from selon.workflow.ingest import Ingested  # noqa: PLC0415

    account, told = Ingested(), 0
    with Progress("articles", lambda: expected(sources)) as progress:
        for account in steps:
            for e in account.faults[told:]:
                fault(str(e))
            told = len(account.faults)
            progress.at(account.seen)
    kinds = f"{account.new} new, {account.revised} revised, {account.known} unchanged, {told} skipped"
    print(f"{account.seen} read: {kinds}; {account.copies} are copies of others; {account.incidents} changes of incidents", file=sys.stderr)
    for line in reasons(account.faults):
        print(f"  {line}", file=sys.stderr)
    raise typer.Exit(1 if told else 0)


def weave(
    ledger: Where = LEDGER,
    figures: Rule = Figures.latest,
    jobs: Annotated[int, typer.Option(help="How many processes compare; worth it where much is to be woven.", min=1)] = 1,
    cluster: Annotated[str | None, typer.Option(help="Let a Ray cluster compare: its address, or auto for the one that runs here.")] = None,
) -> None:
    """Weave what is new in a ledger into incidents."""
    from selon.views.progress import Progress  # noqa: PLC0415
    from selon.workflow.comparing import SIZE  # noqa: PLC0415
    from selon.workflow.weaving import BATCH, weave_new  # noqa: PLC0415

    if cluster and jobs > 1:
        raise UsageError("--cluster compares with the cluster's cores: leave out --jobs")
    reports = incidents = 0
    with opened(ledger) as kept, _comparing(jobs, cluster) as compare, Progress("reports") as progress:
        for done in weave_new(kept, figures.value, compare, SIZE if jobs > 1 or cluster else BATCH):
            reports, incidents = reports + done.reports, incidents + done.incidents
            progress.at(reports)
    print(f"{reports} reports woven; {incidents} changes of incidents", file=sys.stderr)


@contextmanager
def _comparing(jobs: int, address: str | None) -> Iterator[Compare]:
    from selon.weaving.compare import here  # noqa: PLC0415
    from selon.workflow.cluster import connected  # noqa: PLC0415
    from selon.workflow.comparing import by_cluster, by_processes  # noqa: PLC0415

    if address:
        with connected(address) as ray:
            yield by_cluster(ray)
    elif jobs > 1:
        with by_processes(jobs) as compare:
            yield compare
    else:
        yield here


def reread(
    articles: Annotated[list[str] | None, typer.Argument(help="Ids of articles; those that an older selon read, where none is named.",
                                                         metavar="[ARTICLE]...")] = None,
    ledger: Where = LEDGER,
    figures: Rule = Figures.latest,
    pipeline: Pipelines = None,
    jobs: Jobs = 1,
) -> None:
    """Read again what an older selon read; its readings stay beside the new ones."""
    from selon.reading.reader import Reader  # noqa: PLC0415
    from selon.views.progress import Progress  # noqa: PLC0415
    from selon.workflow.crew import Crew, Keepers  # noqa: PLC0415
    from selon.workflow.ingest import CHUNK  # noqa: PLC0415
    from selon.workflow.rereading import Reread  # noqa: PLC0415
    from selon.workflow.rereading import reread as again  # noqa: PLC0415

    account = Reread()
    with opened(ledger) as kept, Progress("articles") as progress:
        for account in again(kept, Keepers(Crew(Reader(pipelines(pipeline)), jobs, CHUNK)), articles or (), figures.value):
            progress.at(account.read)
    for e in account.faults:
        fault(str(e))
    print(f"{account.read} articles read again; {account.changed} readings differ", file=sys.stderr)
    raise typer.Exit(1 if account.faults else 0)


COMMANDS = (ingest, weave, reread)
