"""One metric of ten districts on one scale, and the reasons of those that stand elsewhere; on every store."""

import json
from dataclasses import replace

import pytest

from graph.errors import AmbiguousNameError, BadRequestError, UnknownIdError
from graph.facets.facets import Facets
from graph.ledger import measures
from graph.questions.comparing.metrics import metrics
from graph.questions.comparing.targets import compared_targets
from graph.store import Store
from tests.districts import DISTRICTS, district, load_districts, number_of
from tests.stores import LATER, NOW


def test_one_metric_of_ten_districts_stands_on_one_scale(store: Store) -> None:
    load_districts(store)
    view = store.view()
    found = compared_targets(view, "PM2.5")
    assert found.metric.key == "pm25-concentration"
    assert found.axis is not None
    assert (found.axis.unit, found.axis.plans, found.page.total) == ("微克/立方米", 10, 10)
    assert {point.plan.id: point.low for point in found.page.items} == {
        number_of(place): 30.0 + at for at, place in enumerate(DISTRICTS)
    }
    assert (found.least, found.middle, found.greatest) == (30.0, 34.5, 39.0)
    assert {point.year for point in found.page.items} == {"2025", "2027"}
    assert [point.plan.text("jurisdiction") for point in found.page.items] == sorted(DISTRICTS)
    assert all(point.edge.evidence.statement for point in found.page.items)
    assert {(apart.reason, apart.point.low, apart.point.unit) for apart in found.apart} == {
        ("level-or-change", -18.0, "%"), ("other-scope", 20.0, "微克/立方米"),
    }  # fmt: skip
    assert dict(found.reasons) == {"other-scope": 1, "level-or-change": 1}
    page = compared_targets(view, "细颗粒物（PM2.5）浓度", offset=4, limit=3)
    assert page.page.items == found.page.items[4:7]
    assert page.greatest == 39.0
    change = next(axis for axis in found.axes if axis.scale.form == "change")
    other = compared_targets(view, "pm25-concentration", axis=change.id)
    assert [(point.low, point.scale.baseline) for point in other.page.items] == [(-18.0, "2020")]
    assert other.reasons["level-or-change"] == 10


def test_facets_keep_the_targets_that_have_them(store: Store) -> None:
    load_districts(store)
    found = compared_targets(store.view(), "PM2.5", facets=Facets(place=(DISTRICTS[2],)))
    assert [point.plan.id for point in found.page.items] == [number_of(DISTRICTS[2])]
    assert dict(found.reasons) == {"other-scope": 1}
    assert {count.value: count.count for count in found.facets["year"]} == {"2023": 2}


def test_all_metrics_are_listed_those_of_most_plans_first(store: Store) -> None:
    load_districts(store)
    view = store.view()
    found = metrics(view)
    assert [(line.key, line.plans, line.comparable, line.targets, line.axes) for line in found.page.items] == [
        ("pm25-concentration", 10, 10, 12, 3)
    ]
    assert (found.metrics, found.shared, found.targets) == (1, 1, 13)
    assert [node.text("metric") for node in found.unnamed] == ["投资"]
    assert metrics(view, words="细颗粒物年均值").page.total == metrics(view, words="concentration").page.total == 1
    assert metrics(view, words="森林").page.total == 0
    assert metrics(view, shared=True, offset=1).page.items == ()


def test_what_was_measured_by_another_dictionary_is_measured_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = measures.written
    monkeypatch.setattr(measures, "written", lambda *given: ["of old", *written(*given)[1:]])
    for at in range(3):
        store.writer().replace(*district(at), loaded_at=NOW)
    monkeypatch.undo()
    store.writer().replace(*district(3), loaded_at=LATER)
    assert [entry.tally.measures is None for entry in store.view().ledger().entries.values()].count(True) == 3
    assert compared_targets(store.view(), "PM2.5").page.total == 4


def test_a_write_changes_what_is_compared(store: Store) -> None:
    load_districts(store)
    assert compared_targets(store.view(), "PM2.5").page.total == 10
    store.writer().remove(number_of(DISTRICTS[9]))
    assert compared_targets(store.view(), "PM2.5").page.total == 9


def test_metrics_and_scales_that_are_not_there(store: Store) -> None:
    load_districts(store)
    view = store.view()
    with pytest.raises(UnknownIdError, match="no plan states the metric"):
        compared_targets(view, "森林覆盖率")
    with pytest.raises(BadRequestError, match="no axis"):
        compared_targets(view, "PM2.5", axis="00000000")
    graph, document = district(0)
    nodes = tuple(
        replace(node, properties={**node.properties, "metric": "PM2.5年均浓度达标乡镇"})
        if node.kind == "SubTarget"
        else node
        for node in graph.nodes
    )
    store.writer().replace(replace(graph, nodes=nodes), document, loaded_at=LATER)
    with pytest.raises(AmbiguousNameError) as error:
        compared_targets(store.view(), "PM2.5")
    assert len(error.value.candidates) == 2


def test_measures_come_back_as_they_were_written() -> None:
    graph, _ = district(2)
    targets = [node for node in graph.nodes if node.kind == "SubTarget"]
    said = measures.written(targets, DISTRICTS[2])
    found = measures.read(json.loads(json.dumps(said)))
    assert found is not None
    assert [found.scales[at].key for at in found.scale] == ["pm25-concentration", "pm25-concentration", ""]
    assert measures.measures([], "").scales == ()
