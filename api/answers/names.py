"""From the review list, decisions and histories to the wire's shapes."""

from collections.abc import Mapping, Sequence

from api.answers import graph as answers_graph
from api.answers import references as answers
from api.decisions.dictionary import department_of
from api.decisions.notes import names_in, names_of, values_said
from api.wire import names as wire_names
from api.wire import references as wire
from graph.ids import document_id
from graph.model import Decision, Node
from graph.questions.departments.names import Doubt, Suggestion
from graph.questions.departments.resting_decisions import resting
from graph.questions.departments.succession import Lineage, Link
from graph.store import Page, View
from loaders.departments.history import called, former_names


def review(view: View, found: Page[Doubt]) -> wire_names.ReviewOut:
    """The review list; one read for the plans and the work of the sentences."""
    wanted = {end for doubt in found.items for edge in doubt.sentences for end in (edge.plan, edge.target)}
    nodes = {node.id: node for node in view.nodes(sorted(wanted))}
    return wire_names.ReviewOut(**answers.sliced(found, lambda doubt: _doubt(doubt, nodes)))


def _doubt(doubt: Doubt, nodes: dict[str, Node]) -> wire_names.DoubtOut:
    return wire_names.DoubtOut(
        department=answers.department_ref(doubt.department),
        suggestions=[_suggestion(found, doubt.department) for found in doubt.suggestions],
        formal=doubt.formal,
        prose=doubt.prose,
        plans=len(doubt.plans),
        sentences=[
            wire_names.SentenceOut(
                plan=answers.plan_ref(nodes[edge.plan]),
                work=answers.work_ref(nodes[edge.target]),
                evidence=answers.evidence(edge),
            )
            for edge in doubt.sentences
        ],
    )


def _suggestion(found: Suggestion, near: Node) -> wire_names.SuggestionOut:
    node = found.node or department_of(found.department, near)
    if node is None:  # the dictionary that wrote the candidate was an older one
        reference = wire.DepartmentRef(id=found.department, name=found.department, name_en="", kind="", jurisdiction="")
    else:
        reference = answers.department_ref(node)
    return wire_names.SuggestionOut(why=found.why, department=reference, known=found.node is not None)


def decisions(
    view: View, found: Sequence[Decision], *, offset: int = 0, limit: int | None = None
) -> wire_names.DecisionsOut:
    """A page of decisions; one read of each plan that they are about."""
    shown = found[offset : offset + limit if limit is not None else None]
    rest = resting(view, shown)
    called = names_in(view, shown)
    items = [decision(item, rest.get(item.id, ""), called) for item in shown]
    return wire_names.DecisionsOut(items=items, offset=offset, total=len(found))


def decision(item: Decision, rest: str = "", names: Mapping[str, str] | None = None) -> wire_names.DecisionOut:
    """One decision; `rest` says why it changes nothing now, `names` what ids are called."""
    anchor = item.anchor
    return wire_names.DecisionOut(
        id=item.id,
        kind=item.kind,
        subject=wire_names.NamedOut(id=item.subject, name=item.subject_name),
        object=wire_names.NamedOut(id=item.object, name=item.object_name),
        words=anchor
        and wire_names.QuotedWordsOut(
            document=document_id(anchor.sha256), start=anchor.start, end=anchor.end, quote=anchor.quote
        ),
        edge=item.edge and answers_graph.edge_out(item.edge),
        why=item.why,
        by=item.by,
        at=item.at,
        undone=item.undone,
        resting=rest,
        values=values_said(item.values),
        before=values_said(item.before),
        names=names_of(item, names or {}),
    )


def history(found: Lineage, *, year: int | None = None) -> wire_names.LineageOut:
    """A department's past, from the dictionary's facts and the plans."""
    functions = found.department.texts("slots")
    return wire_names.LineageOut(
        department=answers.department_ref(found.department),
        year=year,
        called=list(called(functions, year)) if year is not None else [],
        former=[
            wire_names.FormerNameOut(name=former.name, until=former.until, slot=former.slot, event=former.event)
            for former in former_names(functions)
        ],
        predecessors=[_succession(link) for link in found.predecessors],
        successors=[_succession(link) for link in found.successors],
        written=list(found.written),
    )


def _succession(link: Link) -> wire_names.SuccessionOut:
    properties = link.edge.properties
    return wire_names.SuccessionOut(
        department=answers.department_ref(link.department),
        date=str(properties.get("date", "")),
        event=str(properties.get("event", "")),
        part=str(properties.get("part", "")),
    )
