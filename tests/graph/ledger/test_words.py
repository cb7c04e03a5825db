"""Strings that are made when they are asked are the strings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ledger.words import Chosen, Joined, Words

ALIKE = st.tuples(st.text(max_size=6), st.lists(st.text(max_size=8), max_size=8)).map(
    lambda said: [said[0] + end for end in said[1]]
)


@given(st.lists(ALIKE, max_size=6), st.data())
def test_they_are_as_a_tuple_of_them_is(groups: list[list[str]], data: st.DataObject) -> None:
    every = tuple(word for group in groups for word in group)
    joined = Joined([Words(group) for group in groups])
    assert tuple(joined) == every
    assert [joined[place] for place in range(len(joined))] == list(every)
    assert joined == every
    assert joined[1:-1] == every[1:-1]
    places = data.draw(st.lists(st.integers(0, len(every) - 1), max_size=5)) if every else []
    chosen = Chosen(joined, np.array(places, dtype=np.int32))
    assert tuple(chosen) == tuple(every[place] for place in places)
    assert len(chosen) == len(places)


def test_places_beyond_the_ends_are_told() -> None:
    words = Words(["区/measure/1", "区/measure/2"])
    assert words[-1] == "区/measure/2"
    with pytest.raises(IndexError):
        words[2]
    with pytest.raises(IndexError):
        words[-3]
    assert list(Joined([])) == []
