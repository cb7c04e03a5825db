"""What cites what, on every store: a citation means the plan that is loaded, whenever that was."""

from dataclasses import replace

import pytest

from graph.errors import AmbiguousNameError
from graph.questions.plans.citations import citations, cited_acts, find_act
from graph.store import Store
from graph.stores.opening import open_store
from tests.stores import NOW, Draft, Loaded

AIR, WATER, SOIL = "甲政发〔2021〕4号@甲省", "乙府办〔2022〕1号@甲省/乙市", "乙府办〔2023〕2号@甲省/乙市"


def citing(plan: str, number: str, *named: tuple[str, str, str], place: str = "甲省/乙市") -> Loaded:
    """A plan that names acts: id, title, as what."""
    draft = Draft(plan)
    for act, title, how in named:
        draft.cites(act, title, how=how)
    return draft.done(number=number, title=f"{number}的方案", jurisdiction=place)


def put(store: Store, *plans: Loaded) -> None:
    for graph, document in plans:
        store.writer().replace(graph, document, loaded_at=NOW)


@pytest.fixture
def two(store: Store) -> Store:
    put(
        store,
        citing(WATER, "乙府办〔2022〕1号", ("甲政发〔2021〕4号", "大气方案", "basis"), ("国发〔2021〕3号", "国家方案", "mention")),
        citing(SOIL, "乙府办〔2023〕2号", ("大气方案", "大气方案", "implements"), ("国发〔2021〕3号", "国家方案", ""), (WATER, "水", "basis")),
    )  # fmt: skip
    return store


def shown(store: Store, **narrowed: object) -> list[tuple[str, str, str, bool]]:
    found = citations(store.view(), **narrowed)  # type: ignore[arg-type]  # the function's own words
    return [(each.plan.id, each.act.id, each.how, each.loaded) for each in found.items]


def test_every_citation_says_as_what_and_whether_the_act_is_loaded(two: Store) -> None:
    assert shown(two) == [
        (WATER, "甲政发〔2021〕4号", "basis", False),
        (WATER, "国发〔2021〕3号", "mention", False),
        (SOIL, "大气方案", "implements", False),
        (SOIL, "国发〔2021〕3号", "mention", False),
        (SOIL, WATER, "basis", True),
    ]
    assert [plan for plan, *_ in shown(two, how=("basis",))] == [WATER, SOIL]
    assert shown(two, plan=SOIL, loaded=True) == [(SOIL, WATER, "basis", True)]
    assert [plan for plan, *_ in shown(two, act="国发〔2021〕3号")] == [WATER, SOIL]
    page = citations(two.view(), offset=1, limit=2)
    assert ([each.act.id for each in page.items], page.total) == (["国发〔2021〕3号", "大气方案"], 5)


def test_acts_that_most_plans_need_come_first(two: Store) -> None:
    acts = cited_acts(two.view()).items
    assert (acts[0].act.id, acts[0].plans, dict(acts[0].counts)) == ("国发〔2021〕3号", 2, {"mention": 2})
    assert {each.act.id for each in cited_acts(two.view(), loaded=False).items} == {
        "国发〔2021〕3号",
        "甲政发〔2021〕4号",
        "大气方案",
    }
    assert [each.act.id for each in cited_acts(two.view(), loaded=True).items] == [WATER]
    assert [each.act.id for each in cited_acts(two.view(), how=("implements",)).items] == ["大气方案"]


def test_an_act_that_is_loaded_later_is_what_was_meant_by_number_or_title(two: Store) -> None:
    graph, document = Draft(AIR).done(number="甲政发〔2021〕4号", title="大气方案", jurisdiction="甲省")
    put(two, (graph, document))
    assert [(plan, how) for plan, _, how, loaded in shown(two, act=AIR) if loaded] == [
        (WATER, "basis"),
        (SOIL, "implements"),
    ]
    assert AIR not in {each.act.id for each in cited_acts(two.view(), loaded=False).items}
    assert shown(two, act="甲政发〔2021〕4号") == [(WATER, AIR, "basis", True)]
    two.writer().remove(AIR)
    assert shown(two, act=AIR) == []


def test_another_place_s_act_of_the_same_title_is_not_meant(two: Store) -> None:
    other = "丁政发〔2021〕9号@丁省"
    put(two, Draft(other).done(number="丁政发〔2021〕9号", title="大气方案", jurisdiction="丁省"))
    assert shown(two, act=other) == []


def test_a_title_alone_means_the_one_numbered_act_of_that_title(store: Store) -> None:
    first = Draft(WATER)
    first.cites("国发〔2021〕3号", "国家方案", number="国发〔2021〕3号")
    second = Draft(SOIL)
    second.cites("国家方案", "国家方案")
    put(store, first.done(number="一号"), second.done(number="二号"))
    assert {act for _, act, *_ in shown(store)} == {"国发〔2021〕3号"}
    assert cited_acts(store.view()).items[0].plans == 2


def naming(store: Store, *acts: tuple[str, str]) -> None:
    """Plans that name one act each: its number and title."""
    for order, (number, title) in enumerate(acts):
        draft = Draft(f"丙府发〔2023〕{order + 1}号@丙省")
        draft.cites(number or title, title, number=number.partition("@")[0])
        put(store, draft.done(number=f"丙府发〔2023〕{order + 1}号", jurisdiction="丙省"))


def test_an_act_in_several_spellings_is_one_and_it_is_said_why(store: Store) -> None:
    naming(
        store, ("甲信联企业〔2012〕30号", "小微企业划分办法"), ("甲信联企〔2012〕030号", "《小微企业划分办法》"),
        ("甲信联企业[2012] 30号", ""), ("", "小微企业划分办法"),
    )  # fmt: skip
    acts = cited_acts(store.view()).items
    assert [(each.act.id, each.plans) for each in acts] == [("甲信联企业〔2012〕30号", 4)]
    assert {(each.act.id, each.why) for each in acts[0].also} == {
        ("甲信联企〔2012〕030号", "serial"),
        ("甲信联企业[2012] 30号", "number"),
        ("小微企业划分办法", "title"),
    }
    for words in ("小微企业划分办法", "甲信联企〔2012〕030号", "甲信联企业[2012] 30号"):
        assert find_act(store.view(), words).id == acts[0].act.id
    assert citations(store.view(), act="甲信联企〔2012〕030号").total == 4


def test_another_number_year_or_place_is_another_act(store: Store) -> None:
    naming(
        store, ("甲发〔2012〕30号", "年度工作要点"), ("甲发〔2013〕30号", "年度工作要点"), ("甲发〔2012〕31号", "年度工作要点"),
        ("2012年第30号", "税收公告"), ("2012年第30号 ", "另一公告"),
        ("政发〔2020〕5号@丁省", "春耕方案"), ("政发〔2020〕5号@戊省", "春耕方案"),
    )  # fmt: skip
    assert cited_acts(store.view()).total == 7
    with pytest.raises(AmbiguousNameError) as several:
        find_act(store.view(), "年度工作要点")
    assert (len(several.value.candidates), several.value.of) == (3, "Act")


def test_the_act_that_is_loaded_is_meant_by_every_spelling_of_it(store: Store) -> None:
    naming(store, ("国信联企〔2012〕30号", "小微企业划分办法"), ("国信联企业〔2012〕30号", "小微企业划分办法"))
    put(store, Draft("国信联企业〔2012〕30号").done(number="国信联企业〔2012〕30号", title="小微企业划分办法"))
    (act,) = cited_acts(store.view()).items
    assert (act.loaded, act.plans, [each.why for each in act.also]) == (True, 2, ["serial"])


def test_a_store_without_plans_cites_nothing(store: Store) -> None:
    assert citations(store.view()).total == cited_acts(store.view()).total == 0


def test_an_act_is_named_once_where_the_same_words_end_it() -> None:
    draft = Draft(WATER)
    draft.cites("旧办法", "旧办法", how="mention")
    draft.cites("旧办法", "旧办法", how="basis")
    draft.edge("REPLACES", WATER, "旧办法", "text", draft.say("同时废止"), title="旧办法", how="repeals")
    graph, document = draft.done()
    first = next(edge for edge in graph.edges if edge.kind == "CITES")
    wider = [
        replace(edge, evidence=replace(edge.evidence, statement=first.evidence.statement))
        if edge.kind == "REPLACES"
        else edge
        for edge in graph.edges
    ]
    with open_store("sqlite://") as store:
        put(store, (replace(graph, edges=tuple(wider)), document))
        assert sorted(each.how for each in citations(store.view()).items) == ["basis", "repeals"]
