"""From what a person reports beside the graph to a Decision: how far work has come, and of what use a finding is."""

from collections.abc import Mapping

from api.decisions.checks import day_said, decision_about, given_values
from api.decisions.corrections import duty
from api.decisions.decision_parts import Said, name_of
from graph.bottlenecks.facts import MatterFact
from graph.decisions import JUDGE, PROGRESS, read_as
from graph.decisions.judgements import MOST_SAID, SAID, VERDICT, VERDICTS, verdict_of
from graph.decisions.progress import FIELDS, STATES
from graph.errors import BadRequestError, UnknownIdError
from graph.model import Anchor, Decision, Node, Value
from graph.questions.bottlenecks.findings import findings
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.questions.moved_ids import moved_or
from graph.schema import schema
from graph.store import View
from loaders.plan.topics import matter_label, matters_in

_KINDS = ("SubTarget", "Measure")


def progress(view: View, key: str, values: Mapping[str, str], said: Said) -> Decision:
    """A report of a duty (edge id), a target or a measure. Raises UnknownIdError, BadRequestError."""
    given = {name: value.strip() for name, value in given_values(values, FIELDS, key).items()}
    if given.get("state") and given["state"] not in STATES:
        raise BadRequestError(f"no state is called {given['state']!r}", where=key, hint="one of " + ", ".join(STATES))
    if given.get("date"):
        given["date"] = day_said(given["date"])
    if not given.keys() - {"date"}:
        raise BadRequestError("nothing is reported", where=key, hint="one of " + ", ".join(STATES))
    subject, plan, called, anchor = _subject(view, key)
    reports = view.decisions(kinds=[PROGRESS], subjects=[subject])
    before = _last(reports)
    wanted: dict[str, Value] = dict(given)
    if reports and reports[-1].values == wanted:
        last = reports[-1]
        raise BadRequestError(f"that was reported before, by {last.by}", where=last.id, hint="report what is new")
    return decision_about(
        view, PROGRESS, subject, plan, said, subject_name=called, anchor=anchor, values=wanted,
        before={name: before[name] for name in wanted if name in before},
    )  # fmt: skip


def judgement(view: View, key: str, values: Mapping[str, str], said: Said) -> Decision:
    """What a reader says of a finding (its id under the usual thresholds): the latest holds, all are kept.

    Raises UnknownIdError for a finding that is not there, BadRequestError for another verdict and for the same once more.
    """
    verdict = given_values(values, [VERDICT], key).get(VERDICT, "")
    if verdict not in VERDICTS:
        raise BadRequestError(f"no verdict is called {verdict!r}", where=key, hint="one of " + ", ".join(VERDICTS))
    plan = _plan_of(view, key)
    found = findings(view, [plan.id], matters=_matters, narrowed=Narrowed(finding=key)) if plan else None
    if plan is None or found is None or not found.page.items:
        raise UnknownIdError(f"no finding has the id {key!r}", hint="/api/bottlenecks gives the id of every finding")
    sentence = found.page.items[0].sentence["zh"][:MOST_SAID]
    wanted: dict[str, Value] = {VERDICT: verdict, SAID: sentence}
    last = found.opinions.latest.get(key)
    if last is not None and last.values == wanted:
        raise BadRequestError(f"that was said before, by {last.by}", where=last.id, hint="say what is new")
    before = {VERDICT: verdict_of(last)} if last is not None else {}
    return decision_about(view, JUDGE, key, plan, said, subject_name=sentence, values=wanted, before=before)


def _plan_of(view: View, finding: str) -> Node | None:
    """The plan whose finding it is: the longest id of a plan with which the subject begins."""
    _, _, subject = finding.partition("|")
    ends = [end for end, sign in enumerate(subject) if sign in "/|"]
    begins = [subject, *(subject[:end] for end in reversed(ends))]
    entries = view.ledger().entries
    known = next((key for key in begins if key in entries), "")
    return view.nodes([known])[0] if known else None


def _matters(measure: str, text: str) -> tuple[MatterFact, ...]:
    return tuple(MatterFact(name, matter_label(name), measure, words) for name, words in matters_in(text).items())


def _last(reports: list[Decision]) -> dict[str, Value]:
    """Each field as it was last reported."""
    said: dict[str, Value] = {}
    for report in reports:
        said.update(report.values)
    return said


def _subject(view: View, key: str) -> tuple[str, Node, str, Anchor | None]:
    """What is reported of: the id that it keeps, its plan, what it is called, and its words."""
    node = next((node for node in view.nodes([key]) if node.kind in _KINDS), None)
    if node is not None:
        document = _document(view, node.plan)
        return node.id, view.nodes([node.plan])[0], schema().caption(node), _anchor(node, document)
    if "|" not in key:
        unknown = UnknownIdError(
            f"no duty, target or measure has the id {key!r}", hint="answers give the id of every duty"
        )
        raise moved_or(view, key, unknown)
    edge = duty(view, key)
    ends = {end.id: end for end in view.nodes([edge.source, edge.target, edge.plan])}
    called = f"{name_of(ends[edge.source])} {edge.kind} {schema().caption(ends[edge.target])}"
    words = edge.evidence.statement
    anchor = None
    if words is not None and edge.evidence.document:
        anchor = Anchor(edge.evidence.document.removeprefix("sha256:"), words.start, words.end, words.quote)
    return read_as(edge), ends[edge.plan], called, anchor


def _document(view: View, plan: str) -> str:
    record = view.load_record(plan)
    return record.document if record else ""


def _anchor(node: Node, document: str) -> Anchor | None:
    start, end, text = node.properties.get("start"), node.properties.get("end"), node.text("text")
    if not (isinstance(start, int) and isinstance(end, int) and text and document):
        return None
    return Anchor(document.removeprefix("sha256:"), start, end, text)
