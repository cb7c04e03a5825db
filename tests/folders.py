"""Where the tests find things: the project, its tests, and the corpus beside it (absent on a newcomer's machine)."""

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CORPUS = ROOT.parent / "shared" / "corpus"
