"""docs/cypher.md: every query runs on a real server with the seed plan and answers what the page says.

After a change of the reader, `pytest --update-golden` writes the answers anew; look at the difference.
"""

import re

import pytest
from neo4j import GraphDatabase

from loaders.load import load
from seeds.shelf import seed_plans
from tests.folders import ROOT
from tests.stores import Address, emptied

pytestmark = pytest.mark.neo4j
PAGE = ROOT / "docs" / "cypher.md"
QUERY = re.compile(r"(```cypher\n(.*?)```\n)(\n\|[^`#]*?\n(?=\n|\Z))?", re.DOTALL)


def test_every_query_of_the_page_answers_what_it_says(neo4j_address: Address, request: pytest.FixtureRequest) -> None:
    with emptied(neo4j_address) as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
    page = PAGE.read_text(encoding="utf-8")
    queries = QUERY.findall(page)
    assert len(queries) == 10
    with GraphDatabase.driver(neo4j_address.uri, auth=(neo4j_address.user, neo4j_address.password)) as driver:

        def answered(found: re.Match[str]) -> str:
            records = driver.execute_query(found[2]).records
            assert records, found[2]
            return found[1] + "\n" + _table(records[0].keys(), [record.values() for record in records])

        fresh = QUERY.sub(answered, page)
    if request.config.getoption("--update-golden", default=False):
        PAGE.write_text(fresh, encoding="utf-8")
    assert fresh == PAGE.read_text(encoding="utf-8")


def _table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["-" * len(name) for name in head], *([str(cell) for cell in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
