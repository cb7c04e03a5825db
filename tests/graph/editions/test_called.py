"""What ids are called now: through chains, edges by their ends, and never round in circles."""

from collections.abc import Sequence

import pytest

from graph.editions.called import LONGEST_WAY, called_now
from graph.ids import MOST_FIELDS, edge_parts

WRITTEN = {
    "plan/measure/a": "plan/measure/b",
    "plan/measure/b": "plan/measure/c",
    "LEADS|bureau|plan/measure/b|s": "LEADS|bureau|plan/measure/c|s~2",
    "here": "there",
    "there": "here",
    "old|plan": "new|plan",
}


def step(ids: Sequence[str]) -> dict[str, str]:
    return {key: WRITTEN[key] for key in ids if key in WRITTEN}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plan/measure/a", "plan/measure/c"),
        ("LEADS|office|plan/measure/a|p", "LEADS|office|plan/measure/c|p"),
        ("LEADS|bureau|plan/measure/a|s", "LEADS|bureau|plan/measure/c|s~2"),
        ("PART_OF|plan/measure/a|old|plan|", "PART_OF|plan/measure/c|new|plan|"),
    ],
    ids=[
        "a chain",
        "an edge by its ends",
        "an edge that got another mark on the way",
        "ids with the separator in them",
    ],
)
def test_ids_lead_to_those_of_now(old: str, new: str) -> None:
    assert called_now([old, "nothing"], step) == {old: new}


def test_a_circle_ends() -> None:
    assert called_now(["here"], step).get("here", "here") in WRITTEN
    assert LONGEST_WAY % 2 == 0


def test_ids_are_taken_apart_in_every_way() -> None:
    assert edge_parts("LEADS|a|b|c") == [("LEADS", "a", "b", "c")]
    assert edge_parts("LEADS|a|b|c|d") == [
        ("LEADS", "a", "b", "c|d"),
        ("LEADS", "a", "b|c", "d"),
        ("LEADS", "a|b", "c", "d"),
    ]
    assert edge_parts("plan/measure/a") == []
    assert edge_parts("LEADS" + "|a" * (MOST_FIELDS + 1)) == []
