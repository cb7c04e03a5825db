"""What makes two plans two, and one plan one: number and place, never the place of a heading in its text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import AmbiguousNameError
from graph.questions.plans.plans import find_plan
from graph.store import Store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.kinds import empty_store

NUMBER = "永政办发〔2022〕15号"
KINDS = ["sqlite memory", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with empty_store(request, tmp_path) as opened:
        yield opened


def notice(place: str) -> str:
    return (
        f"{place}人民政府办公室关于印发河湖长制工作要点的通知\n{NUMBER}\n各乡镇：\n现印发给你们。\n{place}人民政府办公室\n"
        "2022年3月1日\n\n河湖长制工作要点\n一、巡河\n（一）每周巡河。（责任单位：县水利局）\n"
    )


def put(store: Store, text: str, name: str) -> None:
    assert load_source(store, read_bytes(text.encode(), name)).error is None


def test_two_plans_that_share_a_number_are_two(store: Store) -> None:
    put(store, notice("永嘉县"), "yongjia.txt")
    put(store, notice("永康市"), "yongkang.txt")
    view = store.view()
    plans = [record.plan for record in view.load_records()]
    assert plans == [f"{NUMBER}@浙江省/温州市/永嘉县", f"{NUMBER}@浙江省/金华市/永康市"]
    assert find_plan(view, plans[0]).id == plans[0]
    with pytest.raises(AmbiguousNameError, match="2 plans") as caught:
        find_plan(view, NUMBER)
    assert [key for key, _ in caught.value.candidates] == plans


def test_the_same_number_and_place_is_the_next_edition(store: Store) -> None:
    put(store, notice("永嘉县"), "a.txt")
    put(store, notice("永嘉县").replace("每周巡河", "每月巡河"), "b.txt")
    (record,) = store.view().load_records()
    assert [edition.number for edition in store.view().editions(record.plan)] == [1, 2]


def test_a_section_put_in_renames_no_measure(store: Store) -> None:
    text = notice("永嘉县") + "（二）清理河道。（责任单位：县水利局）\n"
    put(store, text, "a.txt")
    before = {node.id for node in store.view().list_nodes("Measure").items}
    put(
        store,
        text.replace("（一）每周", "（一）培训河长。（责任单位：县教育局）\n（二）每周").replace(
            "（二）清理", "（三）清理"
        ),
        "b.txt",
    )
    after = {node.id for node in store.view().list_nodes("Measure").items}
    assert before < after
    assert [key.rpartition("/")[2] for key in after - before] == ["培训河长"]
