"""One plan under two names is asked about, and nothing is replaced without saying what goes; on every store."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.decisions.plan_editions import restore_edition
from graph.errors import BadRequestError, UnknownIdError
from graph.questions.plans.known_plans import likeness
from graph.store import Store
from graph.stores.opening import open_store
from loaders.doubts import Answers, told
from loaders.files.source import read_bytes
from loaders.load import FileResult, load, load_source, read_files
from loaders.storing import Storing
from tests.folders import CORPUS, TESTS

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
NUMBER = "清川府办发〔2024〕18号"
UNNUMBERED = WATER.replace(f"{NUMBER}\n", "")
RENUMBERED = WATER.replace(NUMBER, "清川府办发〔2024〕81号")
RETITLED = UNNUMBERED.replace("清川市节约用水三年行动方案", "清川市节水工作安排方案").replace("推广滴灌", "推广喷灌")
SHORTENED = WATER[: WATER.index("（三）管住工业用水")]


def put(store: Store, text: str, **answers: object) -> FileResult:
    found = load_source(store, read_bytes(text.encode(), "plan.txt"), by="tester", answers=Answers(**answers))  # type: ignore[arg-type]
    assert found.error is None, found.error
    return found


def plans(store: Store) -> list[str]:
    return [record.plan for record in store.view().load_records()]


@pytest.mark.parametrize(
    ("text", "why"), [(UNNUMBERED, "same-title"), (RENUMBERED, "same-title"), (RETITLED, "same-text")]
)
def test_one_plan_under_two_names_is_asked_about(store: Store, text: str, why: str) -> None:
    put(store, WATER)
    (known,) = plans(store)
    asked = put(store, text)
    assert [(doubt.why, doubt.plan.id) for doubt in asked.doubts] == [(why, known)]
    assert NUMBER in told(asked.doubts[0])
    assert plans(store) == [known], "without an answer nothing is loaded"

    same = put(store, text, same_as=NUMBER)
    assert not same.doubts
    (now,) = plans(store)
    assert now == same.plans[0].graph.plan != known
    view = store.view()
    assert [e.state for e in view.editions(now)] == ["older", "current"]
    assert view.renamed([known]) == {known: now}
    assert restore_edition(store, f"{now}@1", by="tester") == known
    assert plans(store) == [known]


@pytest.mark.parametrize("text", [UNNUMBERED, RENUMBERED, RETITLED])
def test_another_plan_stands_beside_and_is_not_asked_about_again(store: Store, text: str) -> None:
    put(store, WATER)
    assert not put(store, text, as_new=True).doubts
    assert len(plans(store)) == 2
    assert not put(store, text).doubts
    assert not put(store, WATER).doubts


def test_the_same_number_where_one_does_not_say_its_place(store: Store) -> None:
    plain = "某办发〔2023〕5号\n护林工作方案\n一、管护山林\n加强巡山。（责任单位：县林业局）\n"
    put(store, plain)
    asked = put(
        store, "永嘉县人民政府办公室关于印发护林行动方案的通知\n" + plain.replace("护林工作方案", "现印发给你们")
    )
    assert [doubt.why for doubt in asked.doubts] == ["same-number"]


def test_plans_of_two_places_are_two_plans(store: Store) -> None:
    one = "{}人民政府办公室关于印发护林行动方案的通知\n永政办发〔2022〕15号\n一、管护山林\n加强巡山。（责任单位：林业局）\n"
    for place in ("永嘉县", "永康市"):
        assert not put(store, one.format(place)).doubts
    assert len(plans(store)) == 2


def test_nothing_goes_without_a_yes(store: Store) -> None:
    put(store, WATER)
    asked = put(store, SHORTENED)
    (doubt,) = asked.doubts
    assert (doubt.why, doubt.dropped, doubt.duties) == ("drops", 6, 9)
    assert len(store.view().editions(plans(store)[0])) == 1
    assert put(store, SHORTENED, drop=True).plans[0].outcome == "changed"
    assert [e.state for e in store.view().editions(plans(store)[0])] == ["older", "current"]


def test_duties_that_move_or_are_reworded_do_not_go(store: Store) -> None:
    put(store, WATER)
    moved = WATER.replace("市水利局", "市水务局").replace("管住工业用水", "管住工业企业用水")
    found = put(store, moved)
    assert not found.doubts
    change = found.plans[0].change()
    assert not [node.id for node in change.nodes.dropped if node.kind == "Measure"]
    assert not [node.id for node in change.nodes.added if node.kind == "Measure"]


def test_an_answer_that_makes_no_sense(store: Store) -> None:
    put(store, WATER)
    with pytest.raises(BadRequestError):
        Answers("x", as_new=True)
    found = load_source(store, read_bytes(UNNUMBERED.encode(), "plan.txt"), answers=Answers("no such plan"))
    assert isinstance(found.error, UnknownIdError)
    put(store, RENUMBERED, as_new=True)
    found = load_source(store, read_bytes(RENUMBERED.encode(), "plan.txt"), answers=Answers(NUMBER))
    assert isinstance(found.error, BadRequestError)


def test_how_alike_texts_are() -> None:
    assert likeness(WATER, WATER) == 1.0
    assert likeness(WATER, RETITLED) > 0.8
    assert likeness(WATER, "") == 0.0


def test_the_plans_of_the_corpus_are_not_taken_for_each_other() -> None:
    files = sorted(CORPUS.glob("*.txt"))
    if not files:
        pytest.skip("../shared/corpus is not there")
    with open_store("sqlite://") as store:
        found: list[FileResult] = load(store, [Path(file) for file in files])
        assert [(result.path.name, doubt.why) for result in found for doubt in result.doubts] == []


def asked_at_once(store: Store, folder: Path, *texts: str) -> list[Storing]:
    """Loaders that have each asked about a text while nothing was there, and have stored nothing yet."""
    loaders = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        loaders.append(Storing(store, {}, f"loader {number}"))
        (reading,) = read_files([path])
        assert loaders[-1].add(reading) == []
    return loaders


@pytest.mark.parametrize(("text", "why"), [(RETITLED, "same-text"), (SHORTENED, "drops")])
def test_who_was_slower_is_asked_what_the_faster_one_made_a_question(
    store: Store, tmp_path: Path, text: str, why: str
) -> None:
    faster, slower = asked_at_once(store, tmp_path, WATER, text)
    assert [result.doubts for result in faster.flush()] == [()]
    (asked,) = slower.flush()
    assert [doubt.why for doubt in asked.doubts] == [why]
    (plan,) = plans(store)
    assert [edition.state for edition in store.view().editions(plan)] == ["current"]


def test_of_two_loaders_in_the_same_moment_one_is_asked(store: Store, tmp_path: Path) -> None:
    loaders = asked_at_once(store, tmp_path, WATER, UNNUMBERED)
    with ThreadPoolExecutor(2) as pool:
        (one,), (other,) = pool.map(Storing.flush, loaders)
    assert sorted([len(one.doubts), len(other.doubts)]) == [0, 1]
    assert len(plans(store)) == 1
