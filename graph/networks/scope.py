"""What of a store a network is made from: plans, the work of departments, roles; and where that comes from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from graph.bottlenecks.kernel import Kernel, restrict
from graph.facets.facets import DUTY_FACETS, NOTHING, PLAN_FACETS, WORK_FACETS, Facets
from graph.facets.narrowing import kept_plans, kept_works
from graph.ledger.ledger import Ledger
from graph.model import Node
from graph.networks.columns import digest, projections
from graph.networks.network import Origin, Source
from graph.schema import SCHEMA_VERSION, schema
from graph.store import Incidence, View

NOT_SINGLE = frozenset({"collective", "unresolved"})
"""Kinds of department that are several, or of which nobody says which one is meant."""

MOST_AT_ONCE = 500
"""Nodes that are read together."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What narrows a network; an empty one narrows nothing.

    `plans` and `departments` are ids: of departments the work in which one of them has a duty, with everybody in it; `roles`
    the role words of schema.yaml: other duties are left out. `facets` keep plans, and the work that has, or of which a duty has,
    all that is chosen, with everybody in it. `single` leaves out collectives (各镇街) and names that are not resolved: neither is
    one department.
    """

    plans: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    facets: Facets = NOTHING
    single: bool = False

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """What was asked for, by name."""
        given = {"plan": self.plans, "department": self.departments, "role": self.roles}
        if self.single:
            given["single"] = ("true",)
        return {**{name: asked for name, asked in given.items() if asked}, **self.facets.chosen()}


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """A wish against one state of a store: `plans` are the plans that were read and wanted, by date and id.

    `works` are the measures and goals (ids) that facets keep; None where none narrows work.
    """

    view: View
    wish: Wish
    ledger: Ledger
    plans: tuple[Node, ...]
    works: frozenset[str] | None = None

    @property
    def left_out(self) -> frozenset[str]:
        """The departments that are not wanted: those that stand for several, or for nobody knows whom."""
        faces = self.ledger.departments
        return (
            frozenset(key for key, face in faces.items() if face.kind in NOT_SINGLE)
            if self.wish.single
            else frozenset()
        )

    @property
    def role_kinds(self) -> tuple[str, ...]:
        """The kinds of role edges that are wanted."""
        wanted = self.wish.roles or self.wish.facets.role
        return tuple(kind for role, kind in schema().roles.items() if not wanted or role in wanted)


def scope_of(view: View, wish: Wish) -> Scope:
    """Two reads."""
    ledger = view.ledger(wish.plans)
    inside = kept_plans(ledger, wish.facets.only(PLAN_FACETS))
    read = [
        ledger.plans[plan]
        for plan in ledger.entries
        if (not wish.plans or plan in wish.plans) and (inside is None or plan in inside)
    ]
    return Scope(
        view, wish, ledger, tuple(sorted(read, key=lambda plan: (plan.text("date"), plan.id))), _works(ledger, wish)
    )


def _works(ledger: Ledger, wish: Wish) -> frozenset[str] | None:
    return kept_works(ledger, wish.facets) if wish.facets.only((*WORK_FACETS, *DUTY_FACETS)) else None


def origin_of(scope: Scope, projection: str) -> Origin:
    """What a network of this scope is; a read for the documents' names."""
    records = {plan.id: scope.ledger.entries[plan.id].record for plan in scope.plans}
    documents = {node.id: node for node in read_nodes(scope.view, [record.document for record in records.values()])}
    entry = projections()[projection]
    return Origin(
        projection=projection,
        directed=entry["directed"],
        rule=entry["rule"],
        weight=entry["weight"],
        filters=scope.wish.filters,
        version=_version(),
        schema_version=SCHEMA_VERSION,
        as_of=max([scope.view.last_decided(), *(record.loaded_at for record in records.values())]),
        sources=tuple(
            Source(
                plan=plan.id,
                title=plan.text("title"),
                number=plan.text("number"),
                issuer=plan.text("issuer"),
                jurisdiction=plan.text("jurisdiction"),
                date=plan.text("date"),
                edition=plan.text("edition"),
                document=digest(records[plan.id].document),
                file_name=documents[records[plan.id].document].text("file_name"),
                loaded_at=records[plan.id].loaded_at,
                ruleset=records[plan.id].ruleset,
            )
            for plan in scope.plans
        ),
    )


def kernel_of(scope: Scope) -> Kernel:
    """Who has which role in which measure of the scope; departments without any are left out. One read."""
    narrowed = bool(scope.wish.filters)
    plans = {plan.id for plan in scope.plans}
    incidence = scope.view.incidence(plans=sorted(plans) if narrowed and plans else ())
    kernel = Kernel.of(_of_roles(incidence, scope.role_kinds, scope.left_out))
    wanted = np.fromiter((plan in plans for plan in kernel.plans), np.bool_, len(kernel.plans))
    if scope.works is not None:
        wanted &= np.fromiter((key in scope.works for key in kernel.measures), np.bool_, len(kernel.measures))
    if scope.wish.departments:
        theirs = [row for row, key in enumerate(kernel.departments) if key in scope.wish.departments]
        wanted &= np.isin(np.arange(len(wanted)), kernel.any_role[theirs].indices)
    elif scope.wish.roles:
        wanted &= kernel.assigned
    return restrict(kernel, np.flatnonzero(wanted))


def read_nodes(view: View, ids: Sequence[str]) -> Iterator[Node]:
    """Nodes by id, in order, some hundred at a time."""
    for begin in range(0, len(ids), MOST_AT_ONCE):
        yield from view.nodes(ids[begin : begin + MOST_AT_ONCE])


def _of_roles(incidence: Incidence, kinds: Sequence[str], left_out: frozenset[str]) -> Incidence:
    every = list(schema().roles.values())
    kept = np.isin(incidence.roles, [every.index(kind) for kind in kinds])
    if left_out:
        gone = [row for row, key in enumerate(incidence.departments) if key in left_out]
        kept &= ~np.isin(incidence.rows, gone)
    return Incidence(
        incidence.departments,
        incidence.measures,
        incidence.plans,
        incidence.rows[kept],
        incidence.columns[kept],
        incidence.roles[kept],
        incidence.open_lists,
        incidence.targets,
    )


def _version() -> str:
    try:
        return version("respgraph")
    except PackageNotFoundError:  # run from its folder, uninstalled
        return "unknown"
