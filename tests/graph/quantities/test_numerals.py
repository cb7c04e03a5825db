import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.quantities.numerals import LIMIT, number, numeral


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("零", 0), ("十", 10), ("十五", 15), ("二十三", 23), ("两千零五", 2005), ("二〇二五", 2025), ("一百二", 120),
        ("一万二千三百", 12300), ("三亿", 300_000_000), ("一百零二万", 1_020_000), ("贰拾叁", 23),
    ],
)  # fmt: skip
def test_reads(words: str, value: int) -> None:
    assert number(words) == value


@pytest.mark.parametrize("words", ["", "第三", "三个", "二三百四五", "3"])
def test_no_numeral(words: str) -> None:
    assert number(words) is None


@given(st.integers(0, LIMIT - 1))
def test_what_is_written_is_read(value: int) -> None:
    assert number(numeral(value)) == value


@given(st.text(alphabet="零一二三十百千万亿两〇", max_size=30))
def test_any_row_of_signs_is_a_number_or_none(words: str) -> None:
    value = number(words)
    assert value is None or value >= 0


@pytest.mark.parametrize("value", [-1, LIMIT])
def test_outside(value: int) -> None:
    with pytest.raises(ValueError, match="no Chinese numeral"):
        numeral(value)
