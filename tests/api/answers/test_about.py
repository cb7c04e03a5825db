"""The help page: what it says comes from the schema, the looks, the catalogues and the measured figures."""

import re

import pytest
from fastapi.testclient import TestClient

from graph.bottlenecks.findings.findings import RULES
from graph.schema import schema
from tests.folders import ROOT
from viz.pictures.style import style
from viz.site.catalogue_words import accuracy


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_what_its_twin_says(client: TestClient, language: str) -> None:
    answer = client.get("/about", headers={"Accept-Language": language})
    assert answer.status_code == 200
    about = client.get("/api/about").json()
    text = answer.text.replace("&#39;", "'")
    told = [each["label"][language] for key in ("roles", "kinds", "tiers", "editions", "codes") for each in about[key]]
    told += [rule["title"][language] for tier in about["tiers"] for rule in tier["rules"]]
    told += [each["name"] for each in about["licences"]]
    assert [words for words in told if words.replace("&", "&amp;") not in text] == []
    assert len(answer.content) < 100_000


def test_it_is_linked_from_every_page(client: TestClient) -> None:
    for path in ("/", "/plans", "/about", "/none"):
        assert client.get(path).text.count('href="/about"') == 2  # menu and foot


def test_nothing_is_left_out(client: TestClient) -> None:
    about = client.get("/api/about").json()
    assert [role["role"] for role in about["roles"]] == list(schema().roles)
    assert {role["colour"] for role in about["roles"]} == {
        style().edges[kind].colour for kind in schema().roles.values()
    }
    assert [kind["kind"] for kind in about["kinds"]] == list(schema().nodes)
    assert {rule["rule"] for tier in about["tiers"] for rule in tier["rules"]} == set(RULES)
    assert all(each["licence"] and each["version"] for each in about["licences"])
    assert {"fastapi", "pyvis", "openpyxl"} <= {each["name"] for each in about["licences"]}
    assert about["plans"] == 1
    assert about["store"]["nodes"]["Measure"] == next(k["count"] for k in about["kinds"] if k["kind"] == "Measure")


def test_the_figures_are_those_of_the_accuracy_page() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    apart = page[page.index("## Documents kept apart") :]

    def figure(fact: str, column: int) -> str:
        row = next(line for line in apart.splitlines() if line.startswith(f"| {fact} |"))
        return row.split("|")[column + 1].strip()

    counts = re.search(r"(\d+) real documents", page), re.search(r"## Documents kept apart \((\d+)\)", page)
    assert [int(found[1]) for found in counts if found] == [accuracy()["documents"], accuracy()["apart"]]
    assert accuracy()["party"] == figure("… with role, name and heading", 3)
    assert (accuracy()["heading"], accuracy()["target"]) == (figure("heading", 3), figure("target found", 3))
    assert all(f" {accuracy()[key]}" in apart for key in ("first_party", "first_heading", "first_target"))
    assert (accuracy()["role"], accuracy()["duty"]) == (figure("prose-role", 3), figure("prose-duty", 3))
