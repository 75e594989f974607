"""One article in, one reading out; reader.py shows the order."""

import selon.languages as _languages  # noqa: F401  imports spaCy without its command line, before a module here imports it whole
