"""Sphinx settings: `sphinx-build -W -b html docs docs/_build/html` must pass without a warning."""

import tomllib
from pathlib import Path

project = "selon"
author = "the developers of selon"
release = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "selon"
html_show_copyright = False
html_copy_source = False
suppress_warnings = ["misc.highlighting_failure"]       # one line of a TOML file is an example, not a document
