"""The list of measures: what is chosen keeps what the counts said, in the order of plan and text; on every store."""

from graph.facets.facets import Facets
from graph.questions.plans.measure_list import kept_measures, measure_list
from graph.store import Store
from tests.graph.facets.plans import TODAY, write


def test_measures_with_their_parties_narrowed_and_counted(store: Store) -> None:
    write(store)
    view = store.view()
    whole = measure_list(view, facets=Facets(today=TODAY))
    assert whole.page.total == len(whole.page.items) == len(view.list_nodes("Measure").items)
    assert {item.measure.kind for item in whole.page.items} == {"Measure"}
    first = next(item for item in whole.page.items if item.measure.text("title") == "控制扬尘")
    assert [(party.role, party.department.text("name")) for party in first.parties] == [
        ("lead", "东市生态环境局"), ("support", "东市住建局"),
    ]  # fmt: skip
    bare = next(item for item in whole.page.items if item.measure.text("title") == "无人负责的事项")
    assert bare.parties == ()
    for name, values in whole.facets.items():
        for one in values:
            facets = Facets(today=TODAY).choosing(name, one.value)
            narrowed = measure_list(view, facets=facets)
            assert narrowed.page.total == len(kept_measures(view, facets)) == one.count, (name, one)
    assert measure_list(view, offset=1, limit=2).page.items == whole.page.items[1:3]


def test_within_a_plan_facets_of_plans_say_nothing(store: Store) -> None:
    write(store)
    led = Facets(function=("housing",), role=("lead",), today=TODAY)
    found = measure_list(store.view(), plan="甲〔2022〕1号", facets=led)
    assert [item.measure.text("title") for item in found.page.items] == ["治理黑臭水体"]
    assert "place" not in found.facets
    assert measure_list(store.view(), plan="none").page.total == 0
