"""spaCy comes without its command line, which stays at hand."""

import subprocess
import sys


def test_the_command_line_is_loaded_when_asked_for() -> None:
    code = "import sys, selon.languages, spacy; assert 'weasel' not in sys.modules; import spacy.cli; print(hasattr(spacy.cli, 'train_cli'), callable(spacy.info))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "True True", done.stderr
