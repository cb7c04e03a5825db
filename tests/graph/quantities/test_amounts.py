"""Values with units as amounts: figures, numerals, ranges, shares in words."""

import pytest

from graph.quantities.amounts import amount, class_rank


@pytest.mark.parametrize(
    ("value", "unit", "low", "high", "dimension"),
    [
        ("30.5", "微克/立方米", 3.05e-8, 3.05e-8, "mass/volume"), ("1,200", "户", 1200, 1200, "count"), ("3-5", "家", 3, 5, "count"),
        ("千", "家", 1000, 1000, "count"), ("万", "名", 10_000, 10_000, "people"), ("3.5×10⁴", "立方米", 35_000, 35_000, "volume"),
        ("零", "个", 0, 0, "count"), ("１５", "％", 0.15, 0.15, "share"), ("三分之二", "", 2 / 3, 2 / 3, "share"),
        ("百分之三点五", "", 0.035, 0.035, "share"), ("三成半", "", 0.35, 0.35, "share"), ("半数", "", 0.5, 0.5, "share"),
        ("1/4", "", 0.25, 0.25, "share"), ("两千", "万千瓦时", 7.2e13, 7.2e13, "energy"),
    ],
)  # fmt: skip
def test_an_amount(value: str, unit: str, low: float, high: float, dimension: str) -> None:
    found = amount(value, unit)
    assert found is not None
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert found.dimension == dimension


@pytest.mark.parametrize(
    ("value", "unit"),
    [("两位数", "%"), ("Ⅲ", "类"), ("5000", "万"), ("9-3", "家"), ("3", "斛"), ("", "个"), ("一半", "家")],
)
def test_other_values_are_no_amounts(value: str, unit: str) -> None:
    assert amount(value, unit) is None


def test_classes_have_their_place_in_every_spelling() -> None:
    assert [class_rank(value, "类") for value in ("Ⅰ", "II", "三", "Ⅴ", "优")] == [1, 2, 3, 5, None]
    assert class_rank("Ⅲ", "级") is None
