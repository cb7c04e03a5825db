"""Metrics of like names are told beside the one that is compared: they are not on its scale, and a reader sees why."""

import numpy as np
import pytest

from graph.ledger.ledger import Ledger
from graph.questions.comparing.alike import MOST_ALIKE, alike
from graph.questions.comparing.metrics import MetricIndex, MetricLine


def index(*lines: tuple[str, int]) -> MetricIndex:
    empty = np.zeros(0, dtype=np.int64)
    made = tuple(
        MetricLine(key, key.isascii(), _LABELS.get(key, key), key, plans, plans, 1, plans) for key, plans in lines
    )
    return MetricIndex((), empty, np.zeros(0), np.zeros(0), {}, made)


_LABELS = {"pm25-concentration": "细颗粒物（PM2.5）浓度"}


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("建成便民驿站", "建成重点便民驿站"),
        ("新建口袋公园数量", "区级新建口袋公园数量"),
        ("pm25-concentration", "中心城区PM2.5年均值"),
    ],
)
def test_a_name_that_says_more_is_alike_both_ways(key: str, other: str) -> None:
    found = index((key, 3), (other, 1), ("森林覆盖率", 9))
    assert [line.key for line in alike(Ledger("", {}, {}, {}, frozenset()), found, key)] == [other]
    assert [line.key for line in alike(Ledger("", {}, {}, {}, frozenset()), found, other)] == [key]


@pytest.mark.parametrize("other", ["重点企业研发机构数量", "驿站", "口袋公园绿地率"])
def test_what_shares_little_is_not(other: str) -> None:
    assert (
        alike(Ledger("", {}, {}, {}, frozenset()), index(("新建口袋公园数量", 3), (other, 1)), "新建口袋公园数量") == ()
    )


def test_the_nearest_come_first_and_no_more_than_can_be_read() -> None:
    many = [(f"第{number:02}批建成便民驿站", number) for number in range(1, 2 * MOST_ALIKE)]
    found = alike(
        Ledger("", {}, {}, {}, frozenset()),
        index(("建成便民驿站", 1), ("重点建成便民驿站", 1), ("便民驿站", 40), *many),
        "建成便民驿站",
    )
    assert len(found) == MOST_ALIKE
    assert found[0].plans == 2 * MOST_ALIKE - 1  # as near as the others, in most plans
    assert "便民驿站" not in {line.key for line in found}  # less near
