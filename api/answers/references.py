"""From the domain's types to the shapes that all answers share: words, references, the fine print, a page."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Generic, TypedDict, TypeVar

from api.wire import references as wire
from graph.decisions import read_as
from graph.model import Edge, Evidence, Node, Value
from graph.questions.about import About
from graph.questions.departments.duties import Partner
from graph.questions.plans.measures import Party
from graph.store import Page

S = TypeVar("S")
T = TypeVar("T")


class Slice(TypedDict, Generic[T]):
    """The fields of a PageOut."""

    items: list[T]
    offset: int
    total: int


def sliced(page: Page[S], shape: Callable[[S], T]) -> Slice[T]:
    """A page's fields, each item in its shape."""
    return {"items": [shape(item) for item in page.items], "offset": page.offset, "total": page.total}


def about(found: About) -> wire.AboutOut:
    """The fine print."""
    return wire.AboutOut(
        plans=list(found.plans),
        covered=found.covered,
        open_lists=found.open_lists,
        collectives=list(found.collectives),
        plan_wide=[evidence(edge) for edge in found.plan_wide],
        wide=found.wide,
        unread=found.unread,
        last_load=found.last_load,
        rejected=[
            wire.RejectedOut(
                decision=decision.id,
                said=decision.subject_name,
                by=decision.by,
                at=decision.at,
                why=decision.why,
                evidence=evidence(decision.edge),
            )
            for decision in found.rejected
            if decision.edge is not None
        ],
    )


def party(item: Party) -> wire.PartyOut:
    """A department in a role."""
    return wire.PartyOut(role=item.role, department=department_ref(item.department), **place_fields(item.edge))


def partner(item: Party | Partner) -> wire.PartnerOut:
    """A party in short."""
    said = item.edge.evidence.statement
    return wire.PartnerOut(
        role=item.role,
        department=department_ref(item.department),
        order=_count(item.edge.properties["order"]),
        open_list=bool(item.edge.properties["open_list"]),
        start=said.start if said else None,
    )


def place_fields(edge: Edge) -> dict[str, Any]:
    """How a party stands in its list, with the words."""
    properties = edge.properties
    return {
        "form": str(properties["form"]),
        "order": _count(properties["order"]),
        "of": _count(properties["list_length"]),
        "open_list": bool(properties["open_list"]),
        "evidence": evidence(edge),
    }


def _count(value: Value) -> int:
    return value if isinstance(value, int) else 0


def department_ref(node: Node) -> wire.DepartmentRef:
    """A department in short."""
    return _department_ref(**department_fields(node))


@lru_cache(maxsize=8192)  # lists name the same few departments again and again
def _department_ref(**said: str) -> wire.DepartmentRef:
    return wire.DepartmentRef(**said)


def department_fields(node: Node) -> dict[str, str]:
    """The fields of a department in short."""
    return {"id": node.id, **{name: node.text(name) for name in ("name", "name_en", "kind", "jurisdiction")}}


def plan_ref(node: Node) -> wire.PlanRef:
    """A plan in short."""
    return wire.PlanRef(**plan_fields(node))


def plan_fields(node: Node) -> dict[str, str]:
    """The fields of a plan in short."""
    said = ("title", "number", "jurisdiction", "date", "valid_until")
    return {"id": node.id, **{name: node.text(name) for name in said}}


def work_ref(node: Node, held: Iterable[Node] = ()) -> wire.WorkRef:
    """A measure, goal or plan in short."""
    return wire.WorkRef(**work_fields(node), targets=[target_ref(target) for target in held])


def work_fields(node: Node) -> dict[str, Any]:
    """The fields of a measure, goal or plan in short, without its targets."""
    return {
        "kind": node.kind,
        "id": node.id,
        "label": node.text("label"),
        "title": node.text("title"),
        "basis": node.text("basis") or node.text("kind"),
        "deadline": node.text("deadline"),
        "decisions": list(node.texts("decisions")),
    }


def target_ref(node: Node) -> wire.TargetRef:
    """A target in short."""
    return wire.TargetRef(**target_fields(node))


def target_fields(node: Node) -> dict[str, Any]:
    """The fields of a target in short."""
    names = ("metric", "comparator", "value", "unit", "baseline", "deadline", "kind", "text")
    return {"id": node.id, **{name: node.text(name) for name in names}, "decisions": list(node.texts("decisions"))}


def evidence(edge: Edge) -> wire.EvidenceOut:
    """The words behind an edge."""
    found: Evidence = edge.evidence
    return wire.EvidenceOut(
        edge=edge.id,
        basis=found.basis,
        document=found.document,
        section=found.section,
        statement=found.statement,
        party=found.party,
        governing=list(found.governing),
        rule=found.rule,
        ruleset=found.ruleset,
        decisions=list(decided) if isinstance(decided := edge.properties.get("decisions", ()), tuple) else [],
        read_as=read_as(edge),
    )
