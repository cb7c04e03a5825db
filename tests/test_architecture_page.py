"""docs/architecture.md names every room and only files that are there, and its clause walks through the house as it says."""

import re
from collections.abc import Iterator
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.stores.opening import open_store
from loaders.files.source import read_source
from loaders.load import load
from loaders.read import plan_graphs, read_document
from seeds.shelf import seed_plans
from tests.folders import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("graph", "loaders", "seeds", "viz", "api")
ROOMS = sorted(
    path.parent.relative_to(ROOT).as_posix()
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if path.name == "__init__.py"
)
NAMED = sorted(set(re.findall(r"`((?:graph|loaders|seeds|viz|api|tests|docs|benchmarks)/[\w./*-]*)`", PAGE)))
CLAUSE = "（牵头单位：区碳达峰碳中和工作领导小组，责任单位：区发展改革委、区生态环境局等）"
BUREAU = "重庆市/永川区/ecology-environment"


def test_every_room_is_on_the_page() -> None:
    assert [room for room in ROOMS if f"`{room}/`" not in PAGE] == []


def test_every_file_on_the_page_is_there() -> None:
    assert [path for path in NAMED if not list(ROOT.glob(path.rstrip("/")))] == []


def test_the_clause_walks_as_the_page_says() -> None:
    assert [value for value in walk(seed()) if value not in PAGE] == []


def seed() -> Path:
    return ROOT / "seeds" / "plans" / "yongchuan-2022-112.txt"


def walk(path: Path) -> Iterator[str]:
    """The value at every floor, as the page writes it."""
    at = path.read_bytes().index(CLAUSE.encode())
    yield f"bytes {at} to {at + len(CLAUSE.encode())}"
    source = read_source(path)
    start = source.text.index(CLAUSE)
    place = next(origin.place for origin in source.origins if origin.start <= start < origin.end)
    yield f"characters {start} to {start + len(CLAUSE)}, {place}"
    read = read_document(source)
    yield str(next(block for block in read.outline.blocks if block.start <= start < block.end))
    reading = read.readings[0]
    yield f"number={reading.metadata.number!r}"
    yield f"date={reading.metadata.date!r}"
    statement = next(each for each in reading.statements if each.start == start + 1)
    yield f"form={statement.form!r}, rule={statement.rule!r}, open_ended={statement.open_ended}"
    yield from (str(party) for party in statement.parties if party.surface == "区生态环境局")
    graph = plan_graphs(read)[0]
    edge = next(
        each
        for each in graph.edges
        if each.source == BUREAU and each.evidence.statement and each.evidence.statement.start == start + 1
    )
    yield f"{edge.kind} {edge.source} → {edge.target}"
    yield str(edge.evidence.party)
    with open_store("sqlite://") as store:
        load(store, seed_plans())
        with TestClient(create_app(store, Settings(language="zh"))) as client:
            found = client.get(f"/api/departments/{BUREAU}/duties").json()
            duty = next(each for each in found["items"] if each["measure"]["id"] == edge.target)
            yield f'"role":"{duty["role"]}","order":{duty["order"]},"of":{duty["of"]}'
            page = client.get(f"/departments/{BUREAU}").text
            assert duty["measure"]["title"] in page
            yield duty["measure"]["title"]
