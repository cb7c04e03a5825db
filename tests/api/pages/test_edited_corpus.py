"""An edited copy of three plans of the corpus: the compare page says exactly what was edited, in both languages."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.model import Edge, Node, PlanGraph
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.folders import CORPUS

PLANS = ("yongchuan-2022-112", "jiyuan-market-confidence-2023", "ningbo-ai-opc-2026", "gwy-zero-waste-city-2018")
UNIT = "审计局"


class Edited(NamedTuple):
    """The plan, what its edited copy says otherwise, and the page in both languages."""

    plan: str
    duty: Edge
    department: str
    target: Node
    figure: str
    found: dict[str, Any]
    pages: dict[str, str]


@pytest.fixture(scope="module", params=PLANS)
def edited(request: pytest.FixtureRequest) -> Iterator[Edited]:
    file = CORPUS / f"{request.param}.txt"
    if not file.exists():
        pytest.skip("../shared/corpus is not there")
    text = file.read_text(encoding="utf-8")
    with open_store("sqlite://") as store:
        (first,) = load_source(store, read_bytes(text.encode(), "plan.txt"), by="tester").plans
        duty, target = _duty(first.graph), _target(first.graph)
        figure = str(int(float(str(target.properties["value"]))) + 3)
        party = duty.evidence.party
        assert party is not None
        place = party.quote[0] if party.quote[0] in "省市州区县" else ""
        start, end = int(str(target.properties["start"])), int(str(target.properties["end"]))
        words = text[start:end].replace(str(target.properties["value"]), figure, 1)
        cuts = sorted([(start, end, words), (party.start, party.end, place + UNIT)])
        (a, b, one), (c, d, other) = cuts
        copy = text[:a] + one + text[b:c] + other + text[d:]
        load_source(store, read_bytes(copy.encode(), "plan.txt"), by="tester")
        plan = first.graph.plan
        with TestClient(create_app(store, Settings())) as client:
            ask = {"before": f"{plan}@1", "after": f"{plan}@2"}
            pages = {
                language: unescape(client.get("/compare", params=ask, headers={"Accept-Language": language}).text)
                for language in ("zh", "en")
            }
            yield Edited(plan, duty, party.quote, target, figure, client.get("/api/compare", params=ask).json(), pages)


def _duty(graph: PlanGraph) -> Edge:
    """A formal duty that alone rests on its words."""
    words: dict[tuple[int, int], list[Edge]] = {}
    for edge in graph.edges:
        if edge.properties.get("formal") is True and edge.evidence.party:
            words.setdefault((edge.evidence.party.start, edge.evidence.party.end), []).append(edge)
    return next(
        edges[0]
        for edges in words.values()
        if len(edges) == 1
        and edges[0].evidence.party
        and edges[0].evidence.party.quote[-1] == "局"
        and len(edges[0].evidence.party.quote) > 3
    )


def _target(graph: PlanGraph) -> Node:
    """A target with a whole number that stands once in its words, and in no name of a work."""
    titles = [node.text("title") for node in graph.nodes if node.kind == "Measure"]
    return next(
        node
        for node in graph.nodes
        if node.kind == "SubTarget"
        and node.text("kind") == "number"
        and re.fullmatch(r"[1-8][0-9]{1,2}", node.text("value"))
        and node.text("text").count(node.text("value")) == 1
        and not any(node.text("value") in title for title in titles)
    )


def test_the_answer_holds_what_was_edited_and_nothing_else(edited: Edited) -> None:
    found = edited.found
    assert found["works"] == []
    (moved,) = found["moved"]
    assert moved["before"]["evidence"]["party"]["quote"] == edited.department
    assert moved["after"]["evidence"]["party"]["quote"].endswith(UNIT)
    assert [duty["sign"] for duty in found["duties"] if duty["sign"] != "changed"] == []
    (target,) = found["targets"]
    assert (target["before"]["value"], target["target"]["value"], target["direction"]) == (
        edited.target.text("value"), edited.figure, "raised",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("换了部门的责任", "数值提高")), ("en", ("another department", "raised"))]
)
def test_the_page_says_it(edited: Edited, language: str, words: tuple[str, str]) -> None:
    page = edited.pages[language]
    for expected in (*words, UNIT, edited.figure, edited.target.text("metric")):
        assert expected in page
