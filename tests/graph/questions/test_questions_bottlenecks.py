"""Facts gathered from a store hold the incidence of the same store; figures of the founding plan over a loaded store."""

from collections.abc import Iterator

import numpy as np
import pytest

from api.answers.bottlenecks import matter_facts
from graph.bottlenecks.facts import kernel_of
from graph.bottlenecks.kernel import Kernel
from graph.bottlenecks.what_if.changes import AddLead, Change, HandOver, Merge, Split
from graph.errors import BadRequestError, UnknownIdError
from graph.questions.bottlenecks.coordination import call_list, coordination
from graph.questions.bottlenecks.figures import figures
from graph.questions.bottlenecks.findings import findings
from graph.questions.bottlenecks.gathered_facts import chosen_plan, chosen_plans, gathered
from graph.questions.bottlenecks.matrix import matrix
from graph.questions.bottlenecks.talk import Most, talk
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.questions.bottlenecks.what_if import imagine
from graph.questions.departments.finding import find_department
from graph.store import Store, View
from loaders.load import load
from seeds.shelf import seed_plans
from tests.kinds import BOTH_STORES, empty_store

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"


@pytest.fixture(scope="module", params=BOTH_STORES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with empty_store(request, tmp_path_factory.mktemp("questions")) as opened:
        assert [result.error for result in load(opened, seed_plans())] == [None]
        yield opened


@pytest.fixture
def view(store: Store) -> View:
    return store.view()


def test_facts_hold_the_incidence(view: View) -> None:
    """The same but for the order of departments: a store gives them by name, facts by id, which no renaming changes."""
    ours, theirs = kernel_of(gathered(view, [PLAN]).facts), Kernel.of(view.incidence(plans=[PLAN]))
    assert ours.departments == tuple(sorted(theirs.departments))
    order = [theirs.departments.index(department) for department in ours.departments]
    assert ours.measures == theirs.measures
    assert ours.plans == theirs.plans
    for name in ("lead", "responsible", "support", "any_role"):
        assert (getattr(ours, name) != getattr(theirs, name)[order]).nnz == 0, name
    for name in ("leads", "responsibles", "supports", "open_lists", "targets"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name)), name


def test_every_edge_of_a_finding_is_in_the_store(view: View) -> None:
    found = findings(view, [PLAN], matters=matter_facts)
    edges = {edge for finding in found.page.items for edge in finding.edges}
    assert len(edges) > 100
    assert [edge for edge in sorted(edges)[::10] if view.edge(edge) is None] == []
    assert [edge for edge in edges if edge not in found.gathered.edges] == []
    assert [finding.id for finding in found.page.items if not finding.edges] == []


def test_findings_are_narrowed_and_paged(view: View) -> None:
    every = findings(view, [PLAN], matters=matter_facts).page
    lone = findings(view, [PLAN], matters=matter_facts, narrowed=Narrowed(tier="B", rule="target-sole-lead"))
    assert [finding.rule for finding in lone.page.items] == ["target-sole-lead"] * 3
    assert [summary.rule for summary in lone.summaries] == ["target-sole-lead"]
    assert lone.counts["A"] == 9
    part = findings(view, [PLAN], matters=matter_facts, offset=5, limit=3).page
    assert part.items == every.items[5:8]
    assert part.total == every.total
    eco = find_department(view, "区生态环境局").id
    own = findings(view, [PLAN], matters=matter_facts, narrowed=Narrowed(department=eco)).page.items
    assert own == tuple(finding for finding in every.items if eco in finding.nodes)


def test_no_plans_no_findings(view: View) -> None:
    assert findings(view, []).page.total == 0


def test_the_only_plan_is_chosen(view: View) -> None:
    assert chosen_plan(view, "").id == PLAN
    assert chosen_plans(view, "") == (PLAN,)


def test_figures(view: View) -> None:
    found = figures(view, [PLAN])
    assert [loss.leaderless for loss in found.losses] == [3, 5, 6, 7, 8, 9, 10, 12]
    assert [(cover.size, cover.count) for cover in found.covers.values()] == [(9, 10), (3, 1), (4, 45)]
    assert round(found.rankings["own"].effective, 2) == 11.73
    ranks = {str(place.department.properties["name"]): (place.best, place.worst) for place in found.places}
    assert ranks["区发展改革委"] == (1, 2)
    assert ranks["区农业农村委"] == (3, 15)
    assert [place.department.properties["name"] for place in found.places if place.layer == 1] == [
        "区发展改革委",
        "区生态环境局",
    ]
    assert found.merges[0].value == 57
    by_function = figures(view, [PLAN], slots=True)
    assert by_function.rankings["own"].total == found.rankings["own"].total
    assert figures(view, [PLAN], by="jurisdiction").profiles.names == ("重庆市/永川区",)


def test_matrix(view: View) -> None:
    found = matrix(view, chosen_plan(view, ""))
    assert (len(found.rows), len(found.columns)) == (39, 24)
    assert sum(len(row.cells) for row in found.rows) == 143
    assert all(cell.edge.source == row.department.id for row in found.rows for cell in row.cells)
    leads = matrix(view, chosen_plan(view, ""), order="lead", role="lead")
    assert [row.lead for row in leads.rows] == sorted((row.lead for row in leads.rows), reverse=True)
    assert {cell.role for row in leads.rows for cell in row.cells} == {"lead"}
    assert len(leads.rows) == 21


def test_coordination(view: View) -> None:
    found = coordination(view, [PLAN], limit=1)
    (pair,) = found.page.items
    assert {pair.one.properties["name"], pair.other.properties["name"]} == {"区城市管理局", "区生态环境局"}
    assert found.possible == 741
    assert np.array_equal(found.talk, found.talk.T)
    assert found.talk.max() == len(pair.measures)
    assert int((found.talk > 0).sum()) == 2 * found.page.total


def test_departments_to_draw_agree_with_coordination(view: View) -> None:
    found = talk(view, [PLAN])
    pairs = coordination(view, [PLAN]).page.items
    assert found.total == len(found.pairs) == len(pairs)
    assert [(one, other, len(works)) for one, other, works in found.pairs] == [
        (pair.one.id, pair.other.id, len(pair.measures)) for pair in pairs
    ]
    few = talk(view, [PLAN], most=Most(pairs=10, departments=6, measures=12))
    assert few.total == found.total
    assert (len(few.departments), len(few.pairs)) == (6, 10)
    assert len(few.measures) <= 12
    assert set(few.pairs) <= set(found.pairs)
    bureau = find_department(view, "区水利局")
    around = talk(view, [PLAN], around=bureau.id)
    own = [pair for pair in around.pairs if bureau.id in pair[:2]]
    assert around.pairs[: len(own)] == tuple(own)
    assert {end for pair in own for end in pair[:2]} == {department.id for department in around.departments}
    assert talk(view, [PLAN], measures=[]).pairs == talk(view, []).pairs == ()


def test_calls_agree_with_coordination(view: View) -> None:
    eco = find_department(view, "区生态环境局")
    calls = call_list(view, eco, [PLAN]).page
    found = coordination(view, [PLAN])
    row = [node.id for node in found.departments].index(eco.id)
    counts = {node.id: int(count) for node, count in zip(found.departments, found.talk[row], strict=True) if count}
    assert {c.partner.id: len(c.both_lead) + len(c.it_helps) + len(c.it_leads) for c in calls.items} == counts
    assert call_list(view, find_department(view, "区级有关部门和单位"), [PLAN]).page.total == 0


def test_what_if_takes_any_name(view: View) -> None:
    found = imagine(view, [PLAN], [HandOver("区碳达峰碳中和工作领导小组", "区发展改革委")]).difference
    office = find_department(view, "区发展改革委").id
    before, after = found.loads[office]
    assert before is not None
    assert after is not None
    assert (after.lead, after.sole, round(after.own, 4)) == (8, 5, 6.0333)
    assert before.lead == 5
    assert found.leaderless == ()


def test_later_changes_know_what_earlier_ones_made(view: View) -> None:
    changes: list[Change] = [
        Split("区发展改革委", "新能源局", ("（七）",)),
        Merge(("新能源局", "区水利局"), "水能局"),
        AddLead("水能局", "（二十二）"),
    ]
    found = imagine(view, [PLAN], changes)
    assert len(found.difference.led) == 1
    after = found.difference.loads["水能局"][1]
    assert after is not None
    assert after.lead == 4


def test_what_if_refuses_what_is_not_there(view: View) -> None:
    with pytest.raises(UnknownIdError, match="没有局"):
        imagine(view, [PLAN], [AddLead("没有局", "（七）")])
    with pytest.raises(UnknownIdError, match="九十九"):
        imagine(view, [PLAN], [AddLead("区教委", "九十九")])
    with pytest.raises(BadRequestError, match="lacks"):
        imagine(view, [PLAN], [Merge(("区教委",), " ")])


def test_nothing_is_stored(view: View) -> None:
    before = view.incidence(plans=[PLAN])
    imagine(view, [PLAN], [Merge(("区教委", "区水利局"), "教水局")])
    after = view.incidence(plans=[PLAN])
    assert before.departments == after.departments
    assert np.array_equal(before.rows, after.rows)
