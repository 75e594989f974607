"""Makes docs/picture.svg, the terminal's page of one dispatch: `python docs/picture.py`."""

import re
from pathlib import Path

from rich.console import Console

from selon.articles.intake import Intake, take
from selon.languages.lexicon import languages
from selon.model import Article
from selon.reading.reader import Reader
from selon.views.terminal import Page

ROOT = Path(__file__).resolve().parent.parent
SHOWN = "d19"


def main() -> None:
    """Reads the dispatch and writes the picture."""
    found = take(str(ROOT / "examples" / "dossier" / "articles.jsonl"), Intake(supported=languages()))
    article = next(a for a in found if isinstance(a, Article) and a.id == SHOWN)
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=112, highlight=False, emoji=False, markup=False, file=nowhere, force_terminal=True)
        for part in Page(Reader().read(article), console.width).parts():
            console.print(part)
        svg = console.export_svg(title=f"selon read {SHOWN}.txt")
        # The picture must not fetch its fonts from elsewhere; the viewer's own monospace will do.
        (ROOT / "docs" / "picture.svg").write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
