"""What readers say of findings: useful, known or wrong. A judgement changes no graph and stands as long as the finding says the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.model import Decision, Value

VERDICTS = ("useful", "known", "wrong")
VERDICT, SAID = "verdict", "said"
"""What a judgement holds: the verdict, and the finding's sentence (Chinese) when it was made."""

MOST_SAID = 2_000


@dataclass(frozen=True, slots=True)
class Record:
    """How the findings of one rule were judged: counts of findings by their latest verdict."""

    rule: str
    useful: int
    known: int
    wrong: int

    @property
    def judged(self) -> int:
        """All that anybody judged."""
        return self.useful + self.known + self.wrong


def latest_judgements(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Finding (its id) → the latest judgement in force."""
    standing = (decision for decision in decisions if not decision.undone)
    return {decision.subject: decision for decision in sorted(standing, key=lambda each: (each.at, each.id))}


def verdict_of(judgement: Decision | None) -> str:
    """The verdict; empty for none."""
    return str(judgement.values.get(VERDICT, "")) if judgement is not None else ""


def says_the_same(judgement: Decision, sentence: str) -> bool:
    """Whether a finding still says what it said when it was judged (its Chinese sentence)."""
    return str(judgement.values.get(SAID, "")) in ("", sentence[:MOST_SAID])


def records(judgements: Mapping[str, Decision]) -> dict[str, Record]:
    """Rule → how its findings were judged; rules without a judgement are left out."""
    counts: dict[str, Counter[str]] = {}
    for finding, judgement in judgements.items():
        counts.setdefault(rule_of(finding), Counter())[verdict_of(judgement)] += 1
    return {rule: Record(rule, *(told[verdict] for verdict in VERDICTS)) for rule, told in counts.items()}


def rule_of(finding: str) -> str:
    """The rule that a finding's id names."""
    return finding.partition("|")[0]


def work_of(finding: str, plan: str) -> str:
    """The id of what a finding's id is about in the plan: a measure, goal or target, else the plan itself."""
    _, _, subject = finding.partition("|")
    if subject == plan or subject.startswith(f"{plan}|"):
        return plan
    return subject.partition("|")[0]


def moved_finding(finding: str, before: str, after: str, called: Callable[[str], str]) -> str:
    """The finding's id in a new edition: `before` and `after` are the plan's ids, `called` gives a work's new one."""
    work = work_of(finding, before)
    rule = rule_of(finding)
    rest = finding[len(rule) + 1 + len(work) :]
    return f"{rule}|{after if work == before else called(work)}{rest}"


def wrong_judgement(values: Mapping[str, Value]) -> list[str]:
    """What is no judgement about these values, in words; empty for none."""
    wrong = [f"{name!r} is no part of a judgement" for name in values if name not in (VERDICT, SAID)]
    if str(values.get(VERDICT, "")) not in VERDICTS:
        wrong.append(f"no verdict is called {values.get(VERDICT, '')!r}")
    return wrong
