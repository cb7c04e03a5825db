"""The questions as functions: `open_store` gives a desk, its methods give tables of frozen dataclasses.

Each answer is of one state of the store. Departments and plans are given by any of their names or by id; UnknownIdError and
AmbiguousNameError (graph/errors.py) say what comes near.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from api.answers.bottlenecks import matter_facts
from api.exports.networks.files import asked
from api.python import reading
from api.python.networks import TakenNetwork
from api.python.rows import DepartmentRow, DutyRow, FindingRow, PartnerRow, PlanRow, TargetRow
from api.python.tables import Table
from api.python.works import LeadRow, MeasureRow, facets_named, lead_rows, measure_rows
from graph.networks.projections import Projection
from graph.questions.bottlenecks.findings import findings as found_findings
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.questions.departments import duties as duty_questions
from graph.questions.departments.duties_across import every_duty
from graph.questions.departments.finding import find_department
from graph.questions.departments.partners import partners as met_partners
from graph.questions.departments.workload import all_workloads
from graph.questions.plans.plans import plan_id
from graph.questions.plans.plans import plans as listed_plans
from graph.questions.plans.targets import targets as found_targets
from graph.schema import Language
from graph.store import Store, View
from graph.stores.opening import open_store as open_address
from loaders.load import load as load_files
from seeds.shelf import seed_plans


def open_store(url: str = "", *, seed: bool = False, create: bool = False) -> "Desk":
    """A desk over the store at `url` (sqlite:///file, neo4j://…; none: RESPGRAPH_STORE, else one in memory).

    `seed` loads the plan that ships into it; `create` makes a file that is not there. Use it with `with`, or close it. Raises StoreError.
    """
    address = url or os.environ.get("RESPGRAPH_STORE", "") or "sqlite://"
    user, password = os.environ.get("RESPGRAPH_STORE_USER", ""), os.environ.get("RESPGRAPH_STORE_PASSWORD", "")
    desk = Desk(open_address(address, create=create or address == "sqlite://", user=user, password=password))
    if seed:
        desk.load(seed_plans())
    return desk


class Desk:
    """An open store that answers questions."""

    def __init__(self, store: Store) -> None:
        """Over a store, which it closes."""
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def view(self) -> AbstractContextManager[View]:
        """Reads of one state, for questions of your own (graph/store.py)."""
        return self.store.snapshot(alone=True)

    def load(self, files: Iterable[str | Path]) -> Table[PlanRow]:
        """Read and store files of plans; the plans stored. The first error of a file is raised after all were tried."""
        results = load_files(self.store, [Path(file) for file in files])
        for result in results:
            if result.error:
                raise result.error
        stored = {loaded.graph.plan for result in results for loaded in result.plans}
        return Table(PlanRow, tuple(row for row in self.plans() if row.id in stored))

    def plans(self) -> Table[PlanRow]:
        """The plans that were read, by date and id."""
        with self.view() as view:
            return Table(PlanRow, tuple(reading.plan_row(line) for line in listed_plans(view).items))

    def departments(self, *, plan: str = "", words: str = "") -> Table[DepartmentRow]:
        """Departments with their load, the most led first; `words` are in their names."""
        with self.view() as view:
            key = plan_id(view, plan)
            loads = all_workloads(view, plans=[key] if key else (), words=words)
            return Table(DepartmentRow, tuple(reading.department_row(load) for load in loads.page.items))

    def duties(
        self, department: str = "", *, roles: Sequence[str] = (), plan: str = "", due_before: str = ""
    ) -> Table[DutyRow]:
        """What a department must do, with what it took over from predecessors; without one the duties of all, by name.

        `roles`: lead, responsible, support, guide, supervise; none: all. Formal statements only, those that bind a whole plan last.
        """
        with self.view() as view:
            key = plan_id(view, plan)
            if not department:
                found = every_duty(view, roles=roles, plan=key, due_before=due_before)
                return Table(DutyRow, tuple(reading.duty_row(node, duty) for node, duty in found))
            node = find_department(view, department)
            own = duty_questions.duties(view, node, roles=roles, plan=key, due_before=due_before)
            return Table(DutyRow, tuple(reading.duty_row(node, duty) for duty in (*own.page.items, *own.plan_wide)))

    def measures(
        self, words: str = "", *, topic: str = "", function: str = "", place: str = "", year: str = "", plan: str = ""
    ) -> Table[MeasureRow]:
        """Measures with their text and parties: of words as in the search (synonyms too), a topic, a function, a place, a year."""
        with self.view() as view:
            facets = facets_named(view, {"topic": topic, "function": function, "place": place, "year": year})
            return Table(MeasureRow, tuple(measure_rows(view, words=words, plan=plan_id(view, plan), facets=facets)))

    def leads(
        self, words: str = "", *, topic: str = "", function: str = "", place: str = "", year: str = ""
    ) -> Table[LeadRow]:
        """Who leads what where: of words, a topic, a function, a place, a year; BadRequestError where none is given."""
        with self.view() as view:
            facets = facets_named(view, {"topic": topic, "function": function, "place": place, "year": year})
            return Table(LeadRow, tuple(lead_rows(view, words=words, facets=facets)))

    def partners(self, department: str, *, plan: str = "") -> Table[PartnerRow]:
        """With whom a department works, the most frequent first."""
        with self.view() as view:
            found = met_partners(view, find_department(view, department), plan=plan_id(view, plan))
            return Table(PartnerRow, tuple(reading.partner_row(met) for met in found.page.items))

    def targets(
        self, *, plan: str = "", unowned: bool | None = None, milestones: bool = False, due_before: str = ""
    ) -> Table[TargetRow]:
        """Sub-targets (or milestones) with their owners, in order of plan and text; `unowned`: only those that nobody owns."""
        with self.view() as view:
            found = found_targets(
                view, plan=plan_id(view, plan), unowned=unowned, milestones=milestones, due_before=due_before
            )
            return Table(TargetRow, tuple(reading.target_row(target) for target in found.page.items))

    def findings(
        self, *, plan: str = "", department: str = "", tier: str = "", rule: str = "", language: Language = "zh"
    ) -> Table[FindingRow]:
        """What may jam, the gravest tier first, each with its sentence."""
        with self.view() as view:
            key = plan_id(view, plan)
            who = find_department(view, department).id if department else ""
            listed = listed_plans(view).items
            numbers = {line.plan.id: line.plan.text("number") for line in listed}
            found = found_findings(
                view,
                [key] if key else list(numbers),
                matters=matter_facts,
                narrowed=Narrowed(tier=tier, rule=rule, department=who),
            )
            rows = tuple(reading.finding_row(finding, numbers, language) for finding in found.page.items)
            return Table(FindingRow, rows)

    def network(
        self,
        projection: Projection = "talk",
        *,
        plan: str = "",
        department: str = "",
        roles: Sequence[str] = (),
        single: bool = False,
    ) -> TakenNetwork:
        """A network (docs/networks.md): full, talk, together or measures; `single` without collectives and unresolved names."""
        with self.view() as view:
            return TakenNetwork.of(
                asked(view, projection, plan=plan, department=department, roles=roles, single=single)
            )
