"""What of one plan stands in another, and who gained and lost; on every store."""

import pytest

from graph.errors import UnknownIdError
from graph.questions.comparing.cover import cover
from graph.questions.plans.plans import plans
from graph.store import Store
from loaders.doubts import Answers
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.districts import DISTRICTS, district, number_of
from tests.stores import LATER, NOW, Draft, Loaded

OLD, NEW = "甲府〔2020〕1号", "甲府〔2025〕9号"
ECO, HOUSE = "甲省/甲市/ecology-environment", "甲省/甲市/housing"


def plan(number: str, *, air_lead: str, words: str, extra: str) -> Loaded:
    draft = Draft(number, f"{number[3:7]}-03-01")
    for key, name in ((ECO, "市生态环境局"), (HOUSE, "市住房城乡建设局")):
        draft.department(key, name, jurisdiction="甲省/甲市")
    air = draft.measure("1", "控制施工扬尘", f"1.控制施工扬尘。工地围挡、喷淋、冲洗全覆盖，{words}。", assigned=True)
    draft.duty("LEADS", air_lead, air)
    noise = draft.measure("2", "降低夜间噪声", "2.降低夜间噪声。商户每晚十点后停用外放音箱，社区巡查。", assigned=True)
    draft.duty("LEADS", ECO, noise)
    draft.measure("3", extra, f"3.{extra}，另行安排。")
    draft.target(air, "细颗粒物年均浓度", comparator="<=", value="30" if number == OLD else "0.027",
                 unit="微克/立方米" if number == OLD else "毫克/立方米", deadline=number[3:7])  # fmt: skip
    draft.target(air, "造林", comparator="=", value="3", unit="万亩" if number == OLD else "万株", deadline=number[3:7])
    return draft.done(number=number, jurisdiction="甲省/甲市")


def test_counterparts_targets_and_who_gained(store: Store) -> None:
    store.writer().replace(*plan(OLD, air_lead=ECO, words="每周检查一次", extra="修缮古戏台"), loaded_at=NOW)
    store.writer().replace(*plan(NEW, air_lead=HOUSE, words="每月检查一次", extra="兴办养蚕课"), loaded_at=NOW)
    found = cover(store.view(), OLD, NEW)
    assert {(pair.one.text("title"), pair.other.text("title")) for pair in found.pairs} == {
        ("降低夜间噪声", "降低夜间噪声"), ("控制施工扬尘", "控制施工扬尘"),
    }  # fmt: skip
    assert found.pairs[0].certainty == "same"
    assert found.pairs[0].likeness >= found.pairs[1].likeness >= 0.5
    assert [node.text("title") for node in found.only_one] == ["修缮古戏台"]
    assert [node.text("title") for node in found.only_other] == ["兴办养蚕课"]
    assert sum(found.certain.values()) == 2
    assert [(pair.key, pair.comparable, pair.one_number, pair.other_number, pair.unit) for pair in found.targets] == [
        ("pm25-concentration", True, 30.0, 27.0, "微克/立方米"), ("afforestation", False, None, None, ""),
    ]  # fmt: skip
    shifts = {
        each.function: (each.one, each.other, len(each.gained), len(each.lost), each.kept) for each in found.shifts
    }
    assert shifts == {"ecology-environment": (2, 1, 0, 1, 1), "housing": (0, 1, 1, 0, 0)}
    assert found.told == {"compared": 2, "near": 0, "unled_one": 0, "unled_other": 0}
    assert all(edge.evidence.statement for pair in found.pairs for edge in (*pair.one_duties, *pair.other_duties))


def test_two_editions_of_a_plan_stand_beside_each_other(store: Store) -> None:
    store.writer().replace(*plan(OLD, air_lead=ECO, words="每周检查一次", extra="修缮古戏台"), loaded_at=NOW)
    graph, document = plan(OLD, air_lead=HOUSE, words="每日检查一次", extra="修缮古戏台")
    store.writer().replace(graph, document, loaded_at=LATER)
    found = cover(store.view(), f"{OLD}@1", OLD)
    assert (found.one.edition, found.other.edition) == (1, 0)
    assert len(found.pairs) == 3
    gained = {each.function for each in found.shifts if each.gained}
    assert gained <= {"housing"}


def test_a_plan_that_was_not_read_has_no_side(store: Store) -> None:
    store.writer().replace(*district(0), loaded_at=NOW)
    with pytest.raises(UnknownIdError):
        cover(store.view(), number_of(DISTRICTS[0]), "没有〔2020〕1号")


def lines(number: str, *parties: str) -> bytes:
    works = (
        "控制施工扬尘。工地围挡、喷淋、冲洗全覆盖。",
        "降低夜间噪声。商户每晚十点后停用外放音箱。",
        "修缮古戏台。请匠人修缮古戏台并开放。",
    )
    marks = "一二三"
    told = "\n".join(
        f"（{marks[n]}）{words}{party}" for n, (words, party) in enumerate(zip(works, parties, strict=True))
    )
    return f"甲市安静清洁行动计划\n{number}\n一、工作任务\n{told}\n".encode()


def test_who_gained_is_not_said_of_near_pairs_of_classes_of_bodies_or_where_nobody_leads(store: Store) -> None:
    first = lines("甲府〔2021〕5号", "（牵头单位：各镇街）", "（责任单位：市公安局）", "（牵头单位：市文化和旅游局）")
    second = lines(
        "甲府〔2024〕6号", "（牵头单位：市生态环境局）", "（牵头单位：市公安局）", "（牵头单位：市文化和旅游局）"
    )
    for at, data in enumerate((first, second)):
        load_source(store, read_bytes(data, f"{at}.txt"), answers=Answers(as_new=True))
    ids = [line.plan.id for line in plans(store.view()).items]
    found = cover(store.view(), *ids)
    assert len(found.pairs) == 3
    assert found.told == {"compared": 2, "near": 0, "unled_one": 1, "unled_other": 0}
    assert {each.function for each in found.shifts} == {"ecology-environment", "public-security", "culture-tourism"}
    changed = {each.function: (len(each.gained), len(each.lost)) for each in found.shifts if each.gained or each.lost}
    assert changed == {"ecology-environment": (1, 0)}
