"""What is known of a language, as data: lexicons, trained pipelines, and how they are loaded."""

from selon.languages.lean import import_spacy

import_spacy()
