"""`selon watch`: feeds polled, read, woven, and told of."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.common import LEDGER, AllowPrivate, Keep, Pipelines, Where, fault, opened, pipelines
from selon.cli.sharing import Names, Sensitivity, sharing
from selon.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from selon.articles.polite import Polite
    from selon.ledger.store import Ledger
    from selon.views.sharing import Sharing
    from selon.workflow.watch.rules import Alert
    from selon.workflow.watch.settings import WatchSettings
    from selon.workflow.watch.state import State
    from selon.workflow.watch.watching import Done, Watch


def _state_file(ledger: str, given: Path | None) -> Path:
    if given is None and "://" in ledger:
        raise UsageError("the ledger is a database elsewhere: say with --state which file remembers what was polled")
    return given or Path(f"{ledger}.watch")


def _web(settings: WatchSettings, keep: Path | None, private: bool) -> Polite:
    from selon import __version__  # noqa: PLC0415
    from selon.articles.keeping import Keeper  # noqa: PLC0415
    from selon.articles.network import Fetcher, Limits  # noqa: PLC0415
    from selon.articles.polite import Polite  # noqa: PLC0415

    agent = f"selon/{__version__} (reads the news; {settings.contact})"
    return Polite(Fetcher(Limits(private=private, agent=agent)), Keeper(keep) if keep else None, settings.delay)


def _watch(settings: WatchSettings, kept: Ledger, state: State, web: Polite, models: dict[str, str], rules: Callable[[], Sharing]) -> Watch:
    import msgspec  # noqa: PLC0415

    from selon.articles.intake import Intake  # noqa: PLC0415
    from selon.languages.lexicon import languages  # noqa: PLC0415
    from selon.reading.reader import Reader  # noqa: PLC0415
    from selon.views.alerts import sender  # noqa: PLC0415
    from selon.workflow.watch import rules as watched  # noqa: PLC0415
    from selon.workflow.watch.watching import Watch  # noqa: PLC0415

    def past(channel: str) -> list[tuple[Alert, float]]:
        told = state.alerts(a.name for a in settings.alert if channel in a.to)
        return [(msgspec.json.decode(body, type=watched.Alert), at) for _, _, at, body in told]

    send = sender(settings.channel, kept, rules, web.fetcher, past)
    return Watch(settings, kept, state, web, Intake(supported=languages()), Reader(models).read_all, send)


def _report(done: Done) -> None:
    for f in done.faults:
        fault(str(f))
    if done.polled or done.ingested or done.alerts:
        counts = f"{done.polled} polled, {done.announced} new or changed, {done.ingested} ingested, {done.alerts} alerts"
        print(f"{counts}, {len(done.faults)} faults", file=sys.stderr, flush=True)


def watch(
    file: Annotated[Path, typer.Argument(help="Feeds, alerts and channels (TOML).", metavar="FILE")],
    ledger: Where = LEDGER,
    once: Annotated[bool, typer.Option("--once", help="Do what is due and end, for cron.")] = False,
    state: Annotated[Path | None, typer.Option(help="The file that remembers what was polled; beside the ledger where not given.")] = None,
    keep: Keep = None,
    allow_private: AllowPrivate = False,
    pipeline: Pipelines = None,
    names: Names = False,
    sensitivity: Sensitivity = None,
) -> None:
    """Poll feeds, take in what they announce, and send alerts by rule; stopped at any point, it goes on from there."""
    from selon.workflow.watch.settings import load_settings  # noqa: PLC0415
    from selon.workflow.watch.state import State  # noqa: PLC0415

    settings = load_settings(file)
    sharing(names, sensitivity)  # a fault in the rules is told now, not at the first alert
    memory = State(_state_file(ledger, state))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with opened(ledger, create=True) as kept:
            web = _web(settings, keep, allow_private)
            watching = _watch(settings, kept, memory, web, pipelines(pipeline), lambda: sharing(names, sensitivity))
            if once:
                done = watching.round()
                _report(done)
                raise typer.Exit(1 if done.faults else 0)
            for done in watching.forever():
                _report(done)
    except KeyboardInterrupt:
        print("stopped; it goes on from here", file=sys.stderr)
    finally:
        memory.close()


COMMANDS = (watch,)
