"""Precision and recall of "read in part": every document of the corpus with one style of reading switched off.

`python benchmarks/alarm.py [NAME …]`. A reading that lost at least a third of a document's facts of a kind (and at least
five) because of the switch should be marked; a full reading, and one that lost nothing, should not. What lies between is
told apart and not counted. Prints a table for docs/accuracy.md, and with --show each reading that is marked wrongly.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from loaders import read as walk
from loaders.files.source import read_source
from loaders.outline import heading_labels
from loaders.read import ReadDocument, read_document
from loaders.statements import statements as statement_rules

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
LOST, FEWEST = 1 / 3, 5
"""Share and number of a document's facts of a kind whose loss must be told."""

Switch = Callable[[], AbstractContextManager[object]]
Facts = Mapping[str, frozenset[object]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One reading: what was switched off, what that lost (share and number by kind), and what was marked."""

    document: str
    switch: str
    lost: Mapping[str, tuple[float, int]]
    marked: tuple[str, ...]

    @property
    def wanted(self) -> bool | None:
        """Whether the reading should be marked; None where it is a matter of taste."""
        if any(share >= LOST and number >= FEWEST for share, number in self.lost.values()):
            return True
        return None if any(number for _, number in self.lost.values()) else False


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("names", nargs="*", help="stems of documents (all)")
    ask.add_argument("--show", action="store_true", help="each reading that is marked wrongly")
    given = ask.parse_args()
    files = sorted([*CORPUS.glob("*.txt"), *(CORPUS / "more").glob("*.txt")])
    trials = [trial for file in files if not given.names or file.stem in given.names for trial in trials_of(file)]
    tell(trials)
    if given.show:
        for trial in trials:
            if trial.wanted is not None and trial.wanted != bool(trial.marked):
                print(trial.document, trial.switch, dict(trial.lost), trial.marked)
    return 0


def trials_of(file: Path) -> Iterator[Trial]:
    """The full reading of a document, then one for each switch."""
    source = read_source(file)
    whole = facts(read_document(source))
    for name, switch in SWITCHES.items():
        with switch():
            found = read_document(source)
        kept = facts(found)
        lost = {
            kind: (len(whole[kind] - kept[kind]) / len(whole[kind]), len(whole[kind] - kept[kind]))
            for kind in whole
            if whole[kind]
        }
        yield Trial(file.stem, name, lost, tuple(kind for each in found.readings for kind, _ in each.missed))


def facts(read: ReadDocument) -> Facts:
    """Headings, parties and targets by their places."""
    return {
        "headings": frozenset(each.start for each in read.outline.headings),
        "parties": frozenset(party.start for each in read.readings for one in each.statements for party in one.parties),
        "targets": frozenset(each.start for reading in read.readings for each in reading.targets),
    }


@contextmanager
def without_rules(*names: str) -> Iterator[None]:
    """Without some of the rules for formal statements."""
    rules = tuple(rule for rule in statement_rules.formal_rules() if rule.name not in names)
    with patch.object(statement_rules, "formal_rules", lambda: rules):
        yield


@contextmanager
def without_labels(family: str) -> Iterator[None]:
    """Without the labels of headings of a family."""
    styles = tuple(style for style in heading_labels.styles() if style.family != family)
    with patch.object(heading_labels, "styles", lambda: styles):
        yield


SWITCHES: Mapping[str, Switch] = {
    "nothing": nullcontext,
    "brackets": partial(without_rules, "bracket"),
    "fields": partial(without_rules, "field"),
    "tables": partial(without_rules, "table", "flat-table"),
    "all formal rules": partial(without_rules, "bracket", "field", "table", "flat-table", "heading", "duty-line"),
    "labels 一、": partial(without_labels, "chinese"),
    "labels （一）": partial(without_labels, "chinese-bracket"),
    "labels 1.": partial(without_labels, "arabic"),
    "targets": lambda: patch.object(walk, "targets", lambda *_: ()),
}


def tell(trials: list[Trial]) -> None:
    """Print the table: by switch and together."""
    by_switch: dict[str, Counter[str]] = defaultdict(Counter)
    for trial in trials:
        for name in (trial.switch, "together"):
            wanted, marked = trial.wanted, bool(trial.marked)
            key = (
                "between"
                if wanted is None
                else ("right" if marked else "missed")
                if wanted
                else ("false" if marked else "quiet")
            )
            by_switch[name][key] += 1
    print("| switched off | should be marked | marked | not marked | should not | marked all the same | between |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for name in [*SWITCHES, "together"]:
        n = by_switch[name]
        print(
            f"| {name} | {n['right'] + n['missed']} | {n['right']} | {n['missed']} | {n['false'] + n['quiet']} | {n['false']} | {n['between']} |"
        )
    n = by_switch["together"]
    print(
        f"\nprecision {n['right'] / max(n['right'] + n['false'], 1):.3f}, recall {n['right'] / max(n['right'] + n['missed'], 1):.3f}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
