"""The ring of departments: each has a line of its own for its name, clusters stay together, and few lines are drawn at first."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Node
from viz.pictures.picture_data import PAIRS_AT_FIRST, picture_data
from viz.pictures.ring import facing, first_least, ring
from viz.pictures.scene import Pair, Scene


@given(st.lists(st.integers(0, 5), max_size=120).map(sorted))
def test_no_two_names_meet_and_the_order_goes_round(clusters: list[int]) -> None:
    ids = [f"d{number}" for number in range(len(clusters))]
    places = ring(ids, dict(zip(ids, clusters, strict=True)), row=37)
    assert list(places) == ids
    left = [places[node].y for node in ids if places[node].x < 0]
    right = [places[node].y for node in ids if places[node].x > 0]
    assert len(left) + len(right) == len(ids)
    assert all(below - above >= 36.8 for side in (left, right[::-1]) for above, below in pairwise(side))
    assert [node for node in ids if places[node].x < 0] == ids[: len(left)]


@given(st.lists(st.integers(1, 30), max_size=300), st.integers(1, 90))
def test_as_many_pairs_as_one_can_follow(weights: list[int], most: int) -> None:
    least = first_least(weights, most=most)
    drawn = sum(weight >= least for weight in weights)
    assert drawn <= most or least == max(weights)
    assert least == min(weights, default=1) or sum(weight >= least - 1 for weight in weights) >= drawn


def test_departments_alone_stand_on_the_ring_with_their_measures_behind() -> None:
    parties = tuple(Node("Department", f"a/{number}", {"name": f"{number}", "aliases": ()}) for number in range(14))
    works = tuple(Node("Measure", f"p/measure/{n}", {"title": f"{n}", "start": n}, "p") for n in range(3))
    pairs = tuple(
        Pair(one.id, other.id, tuple(work.id for work in works[: 1 + (place + step) % 3]))
        for place, one in enumerate(parties)
        for step, other in enumerate(parties[place + 1 :])
    )
    scene = Scene(None, (*parties, *works), (), pairs=pairs, pairs_in_all=200, clusters={n.id: 0 for n in parties})
    data = picture_data(scene, language="zh", served=False)
    assert {node["side"] for node in data["nodes"][:14]} == {"left", "right"}
    assert data["looks"]["Measure"]["column"] == "behind"
    assert [len(works) for _, _, works in data["pairs"]] == [len(pair.measures) for pair in pairs]
    assert sum(len(pair.measures) >= data["least"] for pair in pairs) <= PAIRS_AT_FIRST < len(pairs)
    assert data["pairs_in_all"] == 200
    none = picture_data(Scene(None, (), (), pairs=()), language="zh", served=True)
    assert (none["pairs"], none["least"]) == ([], 1)


def test_few_who_stand_in_every_pair_face_the_others() -> None:
    others = [f"r{number}" for number in range(5)]
    found = facing(["lead", *others], [("lead", other) for other in others], row=50)
    assert found["lead"].x < 0 < min(found[other].x for other in others)
    assert found["lead"].y == 0
    assert len({found[other].y for other in others}) == 5
    two = facing(["a", "b", *others], [(one, other) for one in ("a", "b") for other in others] + [("a", "b")], row=50)
    assert {node for node, place in two.items() if place.x < 0} == {"a", "b"}
    assert facing(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")], row=50) == {}, "most would stand on one side"
    assert facing([f"r{n}" for n in range(40)], [("r0", f"r{n}") for n in range(1, 40)], row=50) == {}
