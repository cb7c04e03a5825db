"""Who leads what where: by words and by function over ten districts; on every store."""

import pytest

from graph.errors import BadRequestError
from graph.facets.facets import Facets
from graph.questions.comparing.lead_lines import MOST_PARTNERS
from graph.questions.comparing.leads import leads
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
    names = [f"区{name}局" for name in ("水利", "教育", "民政", "司法", "财政", "商务", "应急管理")]
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
