"""A what-if as it is asked for over HTTP, by the page and by the command line: changes in, the difference out."""

from collections.abc import Sequence

from api.answers.bottlenecks import finding, matter_facts, thresholds, works
from api.answers.references import about, department_ref
from api.wire import references as wire
from api.wire import what_if as shapes
from graph.bottlenecks.what_if.changes import Abolish, AddLead, Change, HandOver, Merge, Rename, Split
from graph.bottlenecks.what_if.difference import Load
from graph.questions.bottlenecks.gathered_facts import chosen_plans
from graph.questions.bottlenecks.what_if import Imagined, imagine
from graph.store import View


def imagined(view: View, asked: shapes.WhatIfIn) -> shapes.WhatIfOut:
    """The difference that the changes make. Errors as `imagine`."""
    changes = [change(item) for item in asked.changes]
    plans = chosen_plans(view, asked.plan)
    return difference(imagine(view, plans, changes, matters=matter_facts, given=asked.thresholds))


def change(asked: shapes.ChangeIn) -> Change:
    """The domain's change."""
    match asked:
        case shapes.AbolishIn():
            return Abolish(asked.department)
        case shapes.MergeIn():
            return Merge(tuple(asked.departments), asked.into)
        case shapes.SplitIn():
            return Split(asked.department, asked.new, tuple(asked.measures))
        case shapes.RenameIn():
            return Rename(asked.department, asked.name)
        case shapes.HandOverIn():
            return HandOver(asked.department, asked.to, tuple(asked.measures))
        case shapes.AddLeadIn():
            return AddLead(asked.department, asked.measure)


def difference(answer: Imagined) -> shapes.WhatIfOut:
    """The difference with names and quotes."""
    found, nodes, edges = answer.difference, answer.nodes, answer.gathered.edges
    return shapes.WhatIfOut(
        leaderless=_works(answer, found.leaderless),
        targets_leaderless=found.targets_leaderless,
        led=_works(answer, found.led),
        seats_saved=found.seats_saved,
        pairs_saved=found.pairs_saved,
        loads=[
            shapes.LoadChangeOut(department=_department(answer, key), before=_load(before), after=_load(after))
            for key, (before, after) in found.loads.items()
        ],
        solved=[finding(item, nodes, edges) for item in found.solved],
        caused=[finding(item, nodes, edges) for item in found.caused],
        changed=[
            shapes.FindingChangeOut(before=finding(before, nodes, edges), after=finding(after, nodes, edges))
            for before, after in found.changed
        ],
        thresholds=thresholds(answer.thresholds),
        about=about(answer.gathered.about),
    )


def _works(answer: Imagined, ids: Sequence[str]) -> list[wire.WorkRef]:
    return works(answer.nodes[key] for key in ids)


def _department(answer: Imagined, key: str) -> wire.DepartmentRef:
    """A department of the store, or one that a change made and that has only a name."""
    if key in answer.nodes:
        return department_ref(answer.nodes[key])
    return wire.DepartmentRef(id=key, name=key, name_en="", kind="unresolved", jurisdiction="")


def _load(load: Load | None) -> shapes.FiguresOfOne | None:
    if load is None:
        return None
    return shapes.FiguresOfOne(
        lead=load.lead, sole=load.sole, total=load.total, own=round(load.own, 2), load=round(load.load, 1)
    )
