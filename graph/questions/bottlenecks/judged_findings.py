"""What readers said of findings, read once for an answer: which are set aside, which are of a verdict, how rules fare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from graph.bottlenecks.findings.board import Board
from graph.bottlenecks.findings.findings import Finding
from graph.bottlenecks.findings.subjects import marks_of
from graph.decisions import JUDGE
from graph.decisions.judgements import Record, latest_judgements, records, says_the_same, verdict_of
from graph.ledger.arrays import Booleans, np
from graph.model import Decision
from graph.store import View

Judged = Literal["", "all", "useful", "known", "wrong", "none"]
"""Which findings by what readers said: empty for all that were not called wrong, `none` for those nobody judged."""

JUDGED: tuple[str, ...] = get_args(Judged)

MOST_RECORDS = 20_000
"""Judgements that are looked at, the latest ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """The latest judgement of each finding (by id), and the record of each rule."""

    latest: Mapping[str, Decision]
    records: Mapping[str, Record]

    @classmethod
    def of(cls, view: View) -> "Opinions":
        """One read."""
        latest = latest_judgements(view.decisions(kinds=[JUDGE])[-MOST_RECORDS:])
        return cls(latest, records(latest))

    def of_plans(self) -> list[str]:
        """The plans with a finding that was called wrong."""
        wrong = (judgement for judgement in self.latest.values() if verdict_of(judgement) == "wrong")
        return list(dict.fromkeys(judgement.object for judgement in wrong))

    def aside(self, found: Iterable[Finding]) -> frozenset[str]:
        """Ids of those that were called wrong and still say what they said then: they are folded away, and listed on demand."""
        return frozenset(
            finding.id
            for finding in found
            if (judgement := self.latest.get(finding.id)) is not None
            and verdict_of(judgement) == "wrong"
            and says_the_same(judgement, finding.sentence["zh"])
        )

    def keeps(self, finding: str, judged: Judged, aside: frozenset[str]) -> bool:
        """Whether a finding (its id) is among those that are asked for."""
        if judged == "":
            return finding not in aside
        if judged == "all":
            return True
        verdict = verdict_of(self.latest.get(finding))
        return not verdict if judged == "none" else verdict == judged

    def left_out(self, found: Iterable[Finding], judged: Judged) -> frozenset[str]:
        """Ids of those that are not asked for."""
        every = tuple(found)
        aside = self.aside(every)
        if judged == "":
            return aside
        return frozenset(one.id for one in every if not self.keeps(one.id, judged, aside))

    def among(self, board: Board, judged: Judged, aside: frozenset[str]) -> Booleans:
        """Which findings of a board are asked for."""
        if judged in ("", "none"):
            out = aside if judged == "" else {one for one in self.latest if not self.keeps(one, judged, aside)}
            return ~np.isin(board.marks, marks_of(sorted(out))) if out else np.ones(len(board.marks), dtype=np.bool_)
        if judged == "all":
            return np.ones(len(board.marks), dtype=np.bool_)
        return np.isin(board.marks, marks_of([one for one in self.latest if self.keeps(one, judged, aside)]))
