"""Changes of a table as decisions to take or leave: held against what the store says now, and tried before they are shown."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.answers.references import plan_ref
from api.decisions.decision_parts import Said, name_of
from api.decisions.dictionary import known_department
from api.decisions.requests import decision_of
from api.exports.task_marks import MarkedRow, settled
from api.imports.cell_changes import Change, head_of
from api.imports.file_rows import Left
from api.imports.standing import Standing
from api.wire.imports import ProposalKind, ProposalOut
from api.wire.names import DecisionIn
from graph.errors import BadRequestError, RespgraphError
from graph.model import Edge, Node
from graph.schema import schema
from graph.store import View

ADDED = "+"
"""Stands for the id of the measure that the first decision of a proposal adds."""

SAME = "same-department"
"""Why a change is none: the name is another one of the department that stood there."""

ALREADY = "already"
"""What comes of a change that the store has made as well."""

OF_DEPARTMENTS = frozenset({"department", "role", "add-party", "drop-party"})
"""Kinds of changes that say who has a duty: on the page somebody has to tick each of them."""

Outcome = ProposalOut | Left | str


@dataclass(frozen=True, slots=True)
class Where:
    """A row: where it stands in the file, and each of its cells by head, the work, and its plan."""

    place: str
    work: Node
    plan: Node
    places: Mapping[str, str] = field(default_factory=dict)

    def at(self, change: Change) -> str:
        """Where the cell of a change stands, else the row."""
        return self.places.get(head_of(change)) or self.place


class Proposer:
    """Makes proposals of changes; nothing is stored."""

    def __init__(self, view: View, now: Standing) -> None:
        """Against one state of the store."""
        self._view = view
        self.now = now

    def of_row(self, where: Where, found: Sequence[Change | Left]) -> Iterator[Outcome]:
        """What the changes of a row come to; a name that went and another one of the same department are no two changes."""
        held = list(found)
        for added in [each for each in held if isinstance(each, Change) and each.kind == "add-party"]:
            gone = self._same_department(where, added, held)
            if gone is None:
                continue
            held.remove(added)
            at = held.index(gone)
            if gone.role == added.role:
                held.remove(gone)
                as_they_were, _ = self.now.same_duties(where.work.id, gone.edges)
                yield _same(where, added, self.department(added.after, where.plan), as_they_were)
            else:
                held[at] = replace(gone, kind="role", before=gone.role, after=added.role)
        for each in held:
            yield each if isinstance(each, Left) else self.of(where, each)

    def _same_department(self, where: Where, added: Change, found: Sequence[Change | Left]) -> Change | None:
        """The change that takes out the department that an added name means."""
        try:
            party = self.department(added.after, where.plan).id
        except RespgraphError:
            return None  # said when the change itself is tried
        for each in found:
            if isinstance(each, Change) and each.kind == "drop-party":
                as_they_were, _ = self.now.same_duties(where.work.id, each.edges)
                if any(edge.source == party for edge in as_they_were):
                    return each
        return None

    def of(self, where: Where, change: Change) -> Outcome:
        """The proposal, what stops it, or ALREADY."""
        try:
            if change.kind in ("department", "role", "drop-party"):
                return self._of_duty(where, change)
            if change.kind == "add-party":
                return self._addition(where, change)
            if change.kind == "add-target":
                return self._added_target(where, change)
            if change.kind == "drop-target":
                return self._dropped_target(where, change)
            return self._of_node(where, change)
        except RespgraphError as error:
            return refused(where.at(change), change, error)

    def row_gone(self, where: Where, row: MarkedRow, *, targets: bool) -> Outcome:
        """A row that is missing: its duties (and targets) are rejected only where somebody asks for it."""
        as_they_were, corrected = self.now.same_duties(where.work.id, row.own)
        held = [*as_they_were, *corrected]
        stated = [edge for target in row.targets for edge in self._stating(target.target)] if targets else []
        if not held and not stated:
            return ALREADY
        decisions = [DecisionIn(kind="reject-edge", subject=edge.id) for edge in (*held, *stated)]
        return self._tried(where, "drop-row", Change("drop-party", _title(where.work), ""), decisions, chosen=False)

    def department(self, name: str, plan: Node) -> Node:
        """The department of a name in a plan. Raises UnknownIdError, AmbiguousNameError."""
        return known_department(self._view, name, plan, Said(by=""))

    def known(self, work: str) -> bool:
        """Whether the store has a measure with this id."""
        return bool(self._view.nodes([work]))

    def check(self, asked: DecisionIn) -> None:
        """Make a decision and keep nothing of it. Raises what stops it."""
        decision_of(self._view, asked, by="")

    def _of_duty(self, where: Where, change: Change) -> Outcome:
        """A name that went, has another role, or gave its place to another one."""
        if not change.edges:
            return Left(where.at(change), change.subject, "inherited")
        as_they_were, corrected = self.now.same_duties(where.work.id, change.edges)
        held = as_they_were or corrected
        now = "; ".join(self._told(edge) for edge in corrected) if not as_they_were else ""
        if change.kind == "drop-party":
            decisions = [DecisionIn(kind="reject-edge", subject=edge.id) for edge in held]
            return self._tried(where, "drop-party", change, decisions, now=now) if held else ALREADY
        role, values = change.role, {"role": change.after}
        department = held[0].source if held else ""
        if change.kind == "department":
            party = self.department(change.after, where.plan)
            values, department = {"department": party.id}, party.id
            if held and all(edge.source == party.id for edge in held):
                return _same(where, change, party, as_they_were)
        else:
            role = change.after
        there = self.now.duties_of(where.work.id, role, department)
        if there:
            rest = [edge for edge in held if edge not in there]
            decisions = [DecisionIn(kind="reject-edge", subject=edge.id) for edge in rest]
            return self._tried(where, change.kind, change, decisions, now=now) if rest else ALREADY
        if not held:
            if change.kind == "role":
                department = self.department(change.subject, where.plan).id
            added = DecisionIn(kind="add-edge", subject=department, role=role, object=where.work.id)
            return self._tried(where, change.kind, change, [added], now="\u2014", chosen=False)
        decisions = [DecisionIn(kind="correct-duty", subject=edge.id, values=values) for edge in held[:1]]
        decisions += [DecisionIn(kind="reject-edge", subject=edge.id) for edge in held[1:]]
        return self._tried(where, change.kind, change, decisions, now=now)

    def _addition(self, where: Where, change: Change) -> Outcome:
        party = self.department(change.after, where.plan)
        if self.now.duties_of(where.work.id, change.role, party.id):
            return ALREADY
        added = DecisionIn(kind="add-edge", subject=party.id, role=change.role, object=where.work.id)
        return self._tried(where, "add-party", change, [added])

    def _of_node(self, where: Where, change: Change) -> Outcome:
        """Other properties of a work or target, or another report of it."""
        node = self.now.node(change.node) if change.node else where.work
        if node is None:
            return Left(where.at(change), change.subject or change.before, "gone")
        names = list(change.values)
        says = self.now.says(node, names, progress=change.kind == "progress")
        if all(_alike(says[name], change.values[name]) for name in names):
            return ALREADY
        both = any(not _alike(says[name], change.was[name]) for name in names if name in change.was)
        now = " ".join(filter(None, says.values())) or "\u2014" if both else ""
        kind = "progress" if change.kind == "progress" else "correct-node"
        asked = DecisionIn(kind=kind, subject=node.id, values=dict(change.values))
        return self._tried(where, change.kind, change, [asked], now=now)

    def _added_target(self, where: Where, change: Change) -> Outcome:
        asked = DecisionIn(kind="add-node", subject=where.work.id, values={"kind": "SubTarget", **change.values})
        return self._tried(where, "add-target", change, [asked])

    def _dropped_target(self, where: Where, change: Change) -> Outcome:
        decisions = [DecisionIn(kind="reject-edge", subject=edge.id) for edge in self._stating(change.node)]
        return self._tried(where, "drop-target", change, decisions) if decisions else ALREADY

    def _stating(self, target: str) -> Sequence[Edge]:
        node = self.now.node(target)
        return self.now.stating.get(node.id, ()) if node else ()

    def _told(self, edge: Edge) -> str:
        """A duty as it stands now: who, in which role."""
        party = self.now.nodes.get(edge.source)
        return f"{name_of(party) if party else edge.source} ({schema().role_of[edge.kind]})"

    def _tried(
        self,
        where: Where,
        kind: ProposalKind,
        change: Change,
        decisions: Sequence[DecisionIn],
        *,
        now: str = "",
        chosen: bool = True,
    ) -> ProposalOut | Left:
        """The proposal, where every decision could be made now; what both changed may have to be undone first.

        Raises what else stops a decision.
        """
        try:
            for asked in decisions:
                self.check(asked)
        except BadRequestError:
            if not now:
                raise
            return Left(where.at(change), change.after or change.before, "both-changed", now)
        return proposal(where, kind, change, decisions, now=now, chosen=chosen and not now)


def proposal(
    where: Where,
    kind: ProposalKind,
    change: Change,
    decisions: Sequence[DecisionIn],
    *,
    now: str = "",
    chosen: bool = True,
) -> ProposalOut:
    """A proposal without its number; its id follows from its decisions."""
    said = json.dumps([asked.model_dump() for asked in decisions], sort_keys=True)
    return ProposalOut(
        id=hashlib.sha256(said.encode()).hexdigest()[:12], number=0, kind=kind, place=where.at(change), plan=plan_ref(where.plan),
        work=where.work.id, title=_title(where.work), subject=change.subject, role=change.role, before=change.before,
        after=change.after, now=now, chosen=chosen, decisions=list(decisions),
    )  # fmt: skip


def _same(where: Where, change: Change, party: Node, read: Sequence[Edge]) -> Outcome:
    """Another name of the department that stood there is no change, and told so where a text said the duty, no person."""
    if all(edge.properties["form"] == "decision" or edge.properties.get("decisions") for edge in read):
        return ALREADY  # the file may be the one that it came from
    return Left(where.at(change), change.after, SAME, name_of(party))


def refused(place: str, change: Change, error: RespgraphError) -> Left:
    """What the domain says against a change."""
    words = change.after or change.before or change.subject
    return Left(place, words, "refused", error.what)


def _title(work: Node) -> str:
    return work.text("label") + work.text("title")


def _alike(one: str, other: str) -> bool:
    """Whether two values say the same: figures with and without commas, no comparator as `=`."""
    return _plain(one) == _plain(other)


def _plain(value: str) -> str:
    said = settled(value)
    return said.replace(",", "") if any(char.isdigit() for char in said) else said.removeprefix("=")
