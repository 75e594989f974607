"""The documentation says all there is: fields, values, errors, messages, commands, options, dependencies, lexicons, links."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import get_args, get_origin

import msgspec
import pytest
import typer
from typer.main import get_command

from selon import errors, model
from selon.articles.raw import RawArticle
from selon.cli import app

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
STRUCTS = [s for s in vars(model).values() if inspect.isclass(s) and issubclass(s, model.Value) and s not in (model.Value, model.Article)]
LITERALS = {name: get_args(value) for name, value in vars(model).items() if str(get_origin(value)) == "typing.Literal"}


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """What stands under a heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def documented(table: str) -> set[str]:
    """The names in the first column of a section's tables."""
    return {name for row in re.findall(r"^\|([^|]*`[^|]*)\|", table, flags=re.M) for name in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize("struct", [*STRUCTS, RawArticle], ids=lambda s: str(s.__name__))
def test_every_key_of_the_json_is_documented_and_no_other(struct: type[msgspec.Struct]) -> None:
    title = "Article" if struct is RawArticle else struct.__name__
    assert documented(section(page("json.md"), title)) == {f.encode_name for f in msgspec.structs.fields(struct)}


@pytest.mark.parametrize("name", LITERALS)
def test_every_value_of_the_json_is_documented(name: str) -> None:
    text = page("json.md")
    assert [v for v in LITERALS[name] if f"`{v}`" not in text and f'`"{v}"`' not in text] == []


def test_every_error_is_documented_and_no_other() -> None:
    classes = {n for n, c in vars(errors).items() if inspect.isclass(c) and issubclass(c, errors.SelonError)}
    named = documented(page("errors.md"))
    assert {n for n in named if n.endswith("Error")} == classes
    assert re.findall(r"^\| (\d) \|", page("errors.md"), flags=re.M) == ["0", "1", "2"]


def messages(tree: ast.AST) -> Iterator[str]:
    """The fixed words of the problems of all InputErrors that are made; the longest stretch where values stand between."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "InputError" and len(node.args) > 1:
            pieces = [n.value for n in ast.walk(node.args[1]) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            if pieces and (longest := max(pieces, key=len).strip(" :,")) not in ("", ","):
                yield longest


def test_every_refusal_of_an_input_is_documented() -> None:
    text = page("errors.md")
    found = {m for path in (ROOT / "src" / "selon").rglob("*.py") for m in messages(ast.parse(path.read_text(encoding="utf-8")))}
    assert found, "no InputError is raised anywhere: the test looks in the wrong place"
    assert sorted(m for m in found if m not in text) == []


def commands() -> Iterator[tuple[str, set[str]]]:
    """Each command's full name and its options."""
    def walk(command: object, path: str) -> Iterator[tuple[str, set[str]]]:
        for name, below in (getattr(command, "commands", None) or {}).items():
            yield from walk(below, f"{path} {name}")
        if not getattr(command, "commands", None):
            options = [p for p in getattr(command, "params", []) if p.param_type_name == "option"]
            yield path, {o for p in options for o in (*p.opts, *p.secondary_opts)} - {"--help"}

    yield from walk(get_command(app), "selon")


def named(title: str) -> str:
    """The command of a title: what stands before its arguments."""
    return re.split(r" [^a-z]", title)[0]


@pytest.mark.parametrize(("name", "options"), list(commands()))
def test_every_command_and_option_is_documented_and_no_other(name: str, options: set[str]) -> None:
    titles = [t for t in re.findall(r"^## (.+)$", page("commands.md"), flags=re.M) if named(t) == name]
    assert len(titles) == 1
    assert {o for o in documented(section(page("commands.md"), titles[0])) if o.startswith("--")} == options


def test_commands_that_do_not_exist_are_not_in_the_manual() -> None:
    existing = {name for name, _ in commands()}
    assert {named(t) for t in re.findall(r"^## (selon .+)$", page("commands.md"), flags=re.M)} == existing
    assert isinstance(app, typer.Typer)


def project() -> dict[str, list[str]]:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {"At run time": data["project"]["dependencies"], "For working on selon": data["dependency-groups"]["dev"],
              "For building the package": data["dependency-groups"]["build"],
              "For training and for building the gazetteer": data["dependency-groups"]["train"] + data["dependency-groups"]["atlas"]}
    return {title: [re.split(r"[\s<>=!~;\[]", r)[0] for r in requirements] for title, requirements in groups.items()}


@pytest.mark.parametrize("title", list(project()))
def test_every_dependency_has_its_reason_and_licence(title: str) -> None:
    table = section(page("dependencies.md"), title)
    assert documented(table) == set(project()[title])
    for row in re.findall(r"^\| `.*$", table, flags=re.M):
        _, _, reason, licence, _ = (cell.strip() for cell in row.split("|"))
        assert reason
        assert licence


@pytest.mark.parametrize("name", project()["At run time"])
def test_the_licence_of_a_dependency_is_the_one_it_declares(name: str) -> None:
    (licence,) = re.findall(rf"^\| `{name}` \|[^|]*\| ([^|]+) \|$", page("dependencies.md"), flags=re.M)
    meta = metadata(name)
    assert any(licence in (value or "") for key in ("License-Expression", "License", "Classifier") for value in meta.get_all(key) or [])


def test_every_file_of_a_language_is_documented() -> None:
    languages = ROOT / "src" / "selon" / "languages"
    files = {p.name for p in [*languages.glob("*/lexicon/*.toml"), *languages.glob("*/*.toml")]}
    assert sorted(files - documented(section(page("languages.md"), "The lexicons"))) == []


def test_files_and_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, flags=re.M)) <= targets, path
        for link in re.findall(r"\]\(([\w./-]+)(?:#[\w-]+)?\)", text):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_nothing_of_a_workplace_is_named() -> None:
    for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("*.[mpj][dys]*")]:
        assert not re.search(r"/(?:work|home|tmp|root)/", path.read_text(encoding="utf-8")), path
