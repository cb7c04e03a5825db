"""Steps of heat and arcs: numbers in, geometry out."""

import re

from hypothesis import given
from hypothesis import strategies as st

from viz.site.matrix import ROW, STEPS, WIDEST, arcs, levels, role_heat


@given(st.lists(st.integers(0, 50), max_size=30))
def test_levels_keep_the_order_and_show_everything_above_nothing(counts: list[int]) -> None:
    found = levels(counts)
    assert [level == 0 for level in found] == [count == 0 for count in counts]
    assert all(level <= STEPS for level in found)
    ranked = [level for _, level in sorted(zip(counts, found, strict=True))]
    assert ranked == sorted(ranked)
    assert max(found, default=STEPS) in (STEPS, 0)


def test_leading_alone_is_hottest() -> None:
    steps = [
        role_heat("lead", 1, 1),
        role_heat("lead", 2, 2),
        role_heat("responsible", 2, 2),
        role_heat("support", 2, 2),
    ]
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) == 4


def test_where_nobody_leads_those_responsible_are_as_hot_as_leads() -> None:
    assert role_heat("responsible", 0, 1) == role_heat("lead", 1, 1)
    assert role_heat("responsible", 0, 3) == role_heat("lead", 3, 3)
    assert role_heat("support", 0, 3) == role_heat("support", 3, 3)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=20))
def test_arcs_stay_in_the_picture(pairs: list[tuple[int, int, int]]) -> None:
    drawn = arcs(pairs, 10, names_width=100)
    assert [arc.count for arc in drawn.arcs] == sorted(count for *_, count in pairs)
    assert max(arc.width for arc in drawn.arcs) == WIDEST
    for arc in drawn.arcs:
        start, reach, low, high = (float(re.findall(r"[\d.]+", arc.path)[place]) for place in (0, 2, 1, -1))
        assert start + reach <= drawn.width
        assert {low, high} == {float(drawn.rows[end]) for end in arc.ends}
    assert drawn.height == 10 * ROW


def test_nothing_to_draw() -> None:
    assert arcs([], 0, names_width=0).arcs == ()
