"""Who leads what where: by words and by function over ten districts; on every store."""

import pytest

from graph.errors import BadRequestError
from graph.facets.facets import Facets
from graph.questions.comparing.lead_lines import MOST_PARTNERS
from graph.questions.comparing.leads import lead_choices, leads
from graph.search.asked import whole
from graph.store import Store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.districts import DISTRICTS, load_districts, number_of


def test_who_leads_what_the_words_name(store: Store) -> None:
    load_districts(store)
    found = leads(store.view(), words="扬尘")
    assert (found.page.total, found.measures, found.goals, found.leaderless, found.left_out) == (10, 10, 0, 0, 0)
    assert {line.plan.id for line in found.page.items} == {number_of(place) for place in DISTRICTS}
    functions = {line.function: (line.plans, line.places, line.alone, line.jointly) for line in found.functions}
    # odd ones are led by ecology, even ones by housing; every third has both
    assert functions == {"ecology-environment": (7, 7, 3, 4), "housing-urban-rural": (7, 7, 3, 4)}
    assert all(line.years == {"2023": 7} for line in found.functions)
    first = next(line for line in found.page.items if line.plan.id == number_of(DISTRICTS[0]))
    assert [(each.department.text("name"), each.alone, each.jointly) for each in first.leaders] == [
        ("区住房城乡建设局", 0, 1), ("区生态环境局", 0, 1),
    ]  # fmt: skip
    assert [(node.text("name"), n) for node, n in first.leaders[0].partners] == [("区生态环境局", 1)]
    work, edge = first.leaders[0].examples[0]
    assert (work.text("title"), edge.target) == ("控制扬尘", work.id)
    assert edge.evidence.statement is not None


def test_a_function_keeps_its_own_leads_and_pages_follow_each_other(store: Store) -> None:
    load_districts(store)
    view = store.view()
    found = leads(view, facets=Facets(function=("housing-urban-rural",)))
    assert [line.function for line in found.functions] == ["housing-urban-rural"]
    assert {each.department.text("name") for line in found.page.items for each in line.leaders} == {"区住房城乡建设局"}
    east = leads(view, words="扬尘", facets=Facets(place=(DISTRICTS[1],)))
    assert [(line.plan.id, line.leaderless) for line in east.page.items] == [(number_of(DISTRICTS[1]), 0)]
    whole = leads(view, words="扬尘")
    assert leads(view, words="扬尘", offset=3, limit=4).page.items == whole.page.items[3:7]
    assert leads(view, words="没有这些词").page.total == 0
    with pytest.raises(BadRequestError, match="nothing narrows the measures"):
        leads(view)


def test_partners_that_are_not_shown_are_counted(store: Store) -> None:
    names = [
        f"区{name}局"
        for name in (
            "水利",
            "教育",
            "民政",
            "司法",
            "财政",
            "商务",
            "应急管理",
            "审计",
            "统计",
            "林业",
            "卫生健康",
            "文化旅游",
            "教育体育",
            "信访",
        )
    ]
    text = f"一、工作任务\n（一）管好堤防。加强巡查。（牵头单位：{'、'.join(names)}）\n"
    load_source(store, read_bytes(text.encode(), "plan.txt"))
    (line,) = leads(store.view(), words="堤防").page.items
    assert len(line.leaders) == len(names)
    assert {(len(each.partners), each.of_partners) for each in line.leaders} == {(MOST_PARTNERS, len(names) - 1)}


def test_those_responsible_or_guiding_are_told_where_nobody_leads(store: Store) -> None:
    text = (
        "一、建好厂网\n（一）治理固废。分类收集固废。（责任单位：区城市管理局、各镇街）\n"
        "（二）固废入库。管好固废台账。（指导单位：区生态环境局）\n"
        "（三）固废利用。推进固废利用。（牵头单位：区工业和信息化局；配合单位：区财政局）\n（四）宣传固废分类。讲清固废怎么分。\n"
    )
    load_source(store, read_bytes(text.encode(), "plan.txt"))
    found = leads(store.view(), words="固废")
    (line,) = found.page.items
    assert (line.measures, line.leaderless, line.nobody) == (4, 3, 1)
    assert [each.department.text("name") for each in line.leaders] == ["区工业和信息化局"]
    charged = {each.department.text("name"): dict(each.roles) for each in line.charged}
    assert charged == {"区城市管理局": {"responsible": 1}, "各镇街": {"responsible": 1}, "区生态环境局": {"guide": 1}}
    for each in line.charged:
        work, edge = each.examples[0]
        assert (edge.source, edge.target) == (each.department.id, work.id)
        assert edge.evidence.statement is not None
    assert [work.text("title") for work in line.unnamed] == ["宣传固废分类"]
    functions = {each.function: (each.plans, each.alone, each.unled) for each in found.functions}
    assert functions == {
        "industry-informatization": (1, 1, 0), "urban-management": (0, 0, 1), "ecology-environment": (0, 0, 1), "各镇街": (0, 0, 1),
    }  # fmt: skip


def test_who_else_has_a_part_in_what_is_led_is_told_with_the_role(store: Store) -> None:
    text = (
        "一、治理扬尘\n（一）管住扬尘工地。（牵头单位：区住房城乡建设局；责任单位：区交通运输局；配合单位：区水利局、区城市管理局）\n"
        "（二）清扫扬尘路段。（牵头单位：区住房城乡建设局；配合单位：区水利局）\n"
    )
    load_source(store, read_bytes(text.encode(), "plan.txt"))
    (line,) = leads(store.view(), words="扬尘").page.items
    (leader,) = line.leaders
    assert [(node.text("name"), dict(roles)) for node, roles in leader.others] == [
        ("区水利局", {"support": 2}), ("区交通运输局", {"responsible": 1}), ("区城市管理局", {"support": 1}),
    ]  # fmt: skip
    assert (leader.of_others, leader.of_partners, line.charged) == (3, 0, ())


def test_headings_with_works_of_their_own_are_counted_apart_and_facets_count_what_is_shown(store: Store) -> None:
    text = (
        "一、主要任务\n（一）固废治理。\n1.固废分类。各小区分类收集固废。（牵头单位：区城市管理局）\n"
        "2.固废利用。建设固废利用项目。（牵头单位：区工业和信息化局）\n"
    )
    load_source(store, read_bytes(text.encode(), "plan.txt"))
    view = store.view()
    found = leads(view, words="固废")
    held = view.find(whole("固废"), kinds=("Measure",)).total
    assert (found.measures, found.measures + found.headings) == (2, held)
    topic = next(each for each in found.facets["topic"] if each.value == "solid waste")
    chosen = leads(view, words="固废", facets=Facets(topic=("solid waste",)))
    assert topic.count == chosen.measures + chosen.goals
    (before,) = [each for each in lead_choices(view, Facets())["topic"] if each.value == "solid waste"]
    alone = leads(view, facets=Facets(topic=("solid waste",)))
    assert before.count == alone.measures + alone.goals
