"""Many machines read, one process writes: the same ledger as one machine makes, whoever is lost on the way."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from selon.articles import parts
from selon.articles.intake import Intake
from selon.articles.parts import Part
from selon.errors import LedgerError, UsageError
from selon.ledger.store import Ledger
from selon.model import Article
from selon.reading.reader import Reader
from selon.weaving import weave as weaving
from selon.workflow import cluster as many
from selon.workflow import ingest as workflow
from selon.workflow.cluster import Cluster, connected
from selon.workflow.comparing import by_cluster, by_processes
from selon.workflow.crew import Crew
from selon.workflow.parts import ingest_parts, still_due
from selon.workflow.weaving import weave_new
from tests.workflow.crashing import said
from tests.workflow.test_crew import articles

HOW = Intake(supported=("en", "fr"))
WITHOUT = "Ray is not installed (pip install 'selon[ray]'): many machines are not tested here"
QUICK = {"health_check_period_ms": 500, "health_check_timeout_ms": 2000, "health_check_failure_threshold": 3, "health_check_initial_delay_ms": 0}


def files(folder: Path, count: int, each: int, published: str | None = None) -> list[str]:
    """Articles in that many files, one of them twice, with a line that is broken."""
    found = articles(count * each)
    found[-2] = found[1]
    for n in range(count):
        lines = [json.dumps({"id": a.id, "text": a.text, "lang": a.lang, "published": published}) for a in found[n * each : (n + 1) * each]]
        (folder / f"{n:03}.jsonl").write_text("\n".join([*lines, *(["{broken"] if n == 1 else [])]) + "\n", encoding="utf-8")
    return [str(folder / f"{n:03}.jsonl") for n in range(count)]


def alone(where: Path, sources: list[str]) -> bytes:
    """What the ledger of one machine says."""
    from selon.articles.intake import take  # noqa: PLC0415

    with Ledger(where, create=True) as ledger:
        for _ in workflow.ingest(ledger, (x for s in sources for x in take(s, HOW)), Crew(Reader(), hold=64)):
            pass
    return said(where)


# Without Ray: what is done with what it tells.


class Lost(Exception):  # noqa: N818
    """A fault of Ray."""


class Crashed(Lost):
    """The process that ran a task ended."""


class Raised(Lost):
    """A task raised."""

    def __init__(self, cause: Exception) -> None:
        self.cause = cause


class Machines:
    """Does at once what Ray would do somewhere; some articles end the process, some files raise."""

    exceptions = SimpleNamespace(WorkerCrashedError=Crashed, NodeDiedError=Crashed, OutOfMemoryError=Crashed, RayError=Lost)

    def __init__(self, deadly: str = "", raising: str = "") -> None:
        self.deadly, self.raising, self.read = deadly, raising, list[Part]()

    def remote(self, **options: object) -> Callable[[Callable[..., Any]], Any]:
        def made(work: Callable[..., Any]) -> Any:
            task = SimpleNamespace(remote=lambda *args: lambda: self._do(work, args))
            task.options = lambda **more: task
            return task

        return made

    def _do(self, work: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        if isinstance(args[0], Part):
            self.read.append(args[0])
            if any(isinstance(x, Article) and x.id == self.deadly for x in many.checked(parts.cut(args[0]), HOW)):
                raise Crashed
            if self.raising and self.raising in args[0].source:
                raise Raised(PermissionError("no key"))
        return work(*args)

    def get(self, result: Callable[[], Any]) -> Any:
        return result()

    def cluster_resources(self) -> dict[str, float]:
        return {}


def taken(where: str | Path, sources: list[str], machines: Machines) -> workflow.Ingested:
    with Ledger(where, create=True) as ledger:
        return list(ingest_parts(ledger, Cluster(machines, HOW, {}, still_due(ledger)).read(sources)))[-1]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LEAST", 2)


def test_the_same_ledger_and_nothing_read_twice(small: None, tmp_path: Path, where: str) -> None:
    sources = files(tmp_path, 4, 5)
    first = Machines()
    account = taken(where, sources, first)
    assert (account.new, account.known, len(account.faults)) == (19, 1, 1)
    assert len(first.read) == 12
    assert said(where) == alone(tmp_path / "alone.db", sources)
    again = Machines()
    with Ledger(where) as ledger:
        assert list(ingest_parts(ledger, Cluster(again, HOW, {}, still_due(ledger)).read(sources))) == []
    assert again.read == []


def test_a_run_that_was_cut_short_is_taken_up_where_it_was(small: None, tmp_path: Path) -> None:
    sources = files(tmp_path, 4, 5)
    with Ledger(tmp_path / "l.db", create=True) as ledger:
        steps = ingest_parts(ledger, Cluster(Machines(), HOW, {}, still_due(ledger)).read(sources))
        for _ in range(5):
            next(steps)
    second = Machines()
    taken(tmp_path / "l.db", sources, second)
    assert len(second.read) == 12 - 5
    assert said(tmp_path / "l.db") == alone(tmp_path / "alone.db", sources)


def test_an_article_that_ends_every_process_is_lost_alone(tmp_path: Path) -> None:
    sources = files(tmp_path, 2, 9)
    account = taken(tmp_path / "l.db", sources, Machines(deadly="a4"))
    (fault,) = [e for e in account.faults if "selon fails on it" in str(e)]
    assert fault.name == f"{sources[0]}, item 5"
    with Ledger(tmp_path / "l.db") as ledger:
        assert {a.id for a in ledger.articles()} == {a.id for a in articles(18)} - {"a4", "a16"}


def test_a_file_that_cannot_be_read_is_named_and_tried_again(tmp_path: Path) -> None:
    sources = [*files(tmp_path, 3, 2), str(tmp_path / "none.jsonl")]
    account = taken(tmp_path / "l.db", sources, Machines(raising="001"))
    assert [str(e) for e in account.faults] == [
        f"{sources[1]}: cannot be read: PermissionError: no key (run it again; its parts that were read are kept)",
        f"{sources[3]}: no such file (check the path)",
    ]
    second = Machines()
    taken(tmp_path / "l.db", sources[:3], second)
    assert [p.source for p in second.read] == [sources[1]]


def test_parts_under_way_are_bounded(small: None, tmp_path: Path) -> None:
    given: list[Part] = []

    class Noting(Machines):
        def remote(self, **options: object) -> Callable[[Callable[..., Any]], Any]:
            made = super().remote(**options)

            def noting(work: Callable[..., Any]) -> Any:
                task = made(work)
                plain = task.remote
                task.remote = lambda *args: (given.append(args[0]), plain(*args))[1]
                return task

            return noting

    found = Cluster(Noting(), HOW, {}, lambda p: p).read(files(tmp_path, 30, 4))
    next(found)
    assert len([p for p in given if isinstance(p, Part)]) <= many.WINDOW * many.FEWEST + 1


def unwoven(where: str | Path, sources: list[str]) -> None:
    """What is there, taken in and not woven."""
    from selon.articles.intake import take  # noqa: PLC0415

    with Ledger(where, create=True) as ledger:
        for _ in workflow.ingest(ledger, (x for s in sources for x in take(s, HOW)), Crew(Reader(), hold=64), weave=False):
            pass


@pytest.mark.parametrize("who", ["processes", "cluster"])
def test_whoever_compares_the_ledger_says_the_same(who: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str) -> None:
    monkeypatch.setattr(weaving, "shares", partial(weaving.shares, most=5))
    sources = files(tmp_path, 3, 6, "2024-05-07")
    unwoven(where, sources)
    with Ledger(where) as ledger, by_processes(2) if who == "processes" else nullcontext(by_cluster(Machines())) as compared:
        assert sum(p.reports for p in weave_new(ledger, compare=compared, size=9)) > ledger.incidents().count() > 9
    assert said(where) == alone(tmp_path / "alone.db", sources)


def test_where_what_compares_is_lost_nothing_is_woven(tmp_path: Path) -> None:
    class Gone(Machines):
        def get(self, result: Callable[[], Any]) -> Any:
            raise Crashed

    sources = files(tmp_path, 2, 5, "2024-05-07")
    unwoven(tmp_path / "l.db", sources)
    with Ledger(tmp_path / "l.db") as ledger:
        with pytest.raises(LedgerError, match="nothing of this batch was woven"):
            list(weave_new(ledger, compare=by_cluster(Gone())))
        assert ledger.incidents().count() == 0
        assert sum(p.reports for p in weave_new(ledger)) > 0
    assert said(tmp_path / "l.db") == alone(tmp_path / "alone.db", sources)


# With Ray.


@contextmanager
def ray_cluster(nodes: int) -> Iterator[Any]:
    """A real cluster on this machine: a head without cores, and nodes with one each."""
    module = pytest.importorskip("ray.cluster_utils", reason=WITHOUT)
    small = {"object_store_memory": 80 * 2**20, "include_dashboard": False}
    cluster = module.Cluster(initialize_head=True, head_node_args={**small, "num_cpus": 0, "_system_config": QUICK})
    try:
        cluster.nodes = [cluster.add_node(num_cpus=1, object_store_memory=80 * 2**20) for _ in range(nodes)]
        yield cluster
    finally:
        cluster.shutdown()


def start(where: str, sources: list[str], address: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "selon", "ingest", *sources, "--ledger", where, "--cluster", address]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_for(where: str, count: int, run: subprocess.Popen[bytes]) -> None:
    """Waits until the ledger has so many articles."""
    while run.poll() is None:
        try:
            with Ledger(where) as ledger:
                if ledger.articles().count() >= count:
                    return
        except LedgerError:
            pass
        time.sleep(0.1)
    raise AssertionError((run.stderr.read() if run.stderr else b"").decode()[-2000:])


def survive(where: str, folder: Path, count: int, each: int) -> None:
    """A node is killed at a third, the process that writes at two thirds; the run is taken up by running it again."""
    sources = files(folder, count, each)
    wanted = alone(folder / "alone.db", sources)
    with ray_cluster(2) as cluster:
        run = start(where, sources, cluster.address)
        with closing(run.stderr):  # type: ignore[type-var]
            wait_for(where, count * each // 3, run)
            cluster.remove_node(cluster.nodes[0], allow_graceful=False)
            wait_for(where, count * each * 2 // 3, run)
            run.kill()
            run.wait()
        run = start(where, sources, cluster.address)
        _, err = run.communicate(timeout=900)
        assert run.returncode in (0, 1), err.decode()[-2000:]  # 1 where the broken line's part is among the last
        assert said(where) == wanted
        later = folder / "later.db"
        unwoven(later, sources)
        command = [sys.executable, "-m", "selon", "weave", "--ledger", str(later), "--cluster", cluster.address]
        woven = subprocess.run(command, capture_output=True, check=False, timeout=300)
        assert (woven.returncode, b"reports woven" in woven.stderr) == (0, True), woven.stderr.decode()[-2000:]
        assert said(later) == wanted


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_a_node_and_the_writer_are_killed(where: str, tmp_path: Path) -> None:
    survive(where, tmp_path, 12, 6)


@pytest.mark.slow
def test_nodes_are_killed_in_a_long_run(where: str, tmp_path: Path) -> None:
    survive(where, tmp_path, 30, 20)


def test_no_cluster_and_no_ray_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as m:
        m.setitem(sys.modules, "ray", None)
        with pytest.raises(UsageError, match="needs Ray"), connected("auto"):
            pass
    pytest.importorskip("ray", reason=WITHOUT)
    command = [sys.executable, "-m", "selon", "ingest", "x.jsonl", "--ledger", "unused.db", "--cluster", "127.0.0.1:1"]
    done = subprocess.run([*command, "--jobs", "2"], capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
