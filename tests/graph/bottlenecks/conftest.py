"""The founding plan's roles as facts, and the same read from the gold file of the corpus."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.bottlenecks.kernel import Kernel
from graph.schema import schema
from graph.store import Incidence

ROOT = Path(__file__).parents[3]
GOLD = ROOT.parent / "shared" / "corpus" / "gold" / "yongchuan-2022-112.json"

Measure = Mapping[str, Any]
"""A measure as {section, lead, responsible, …: names, open_list, targets, plan}."""


@pytest.fixture(scope="session")
def figures() -> dict[str, Any]:
    """The founding plan: 24 measures with their parties, and the figures of its 39 departments."""
    data: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "yongchuan_roles.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="session")
def build() -> Callable[..., Incidence]:
    """An Incidence of measures given as mappings; departments are ordered by name, as a store orders them."""
    return _incidence


def _incidence(measures: Sequence[Measure], *, plan: str = "plan") -> Incidence:
    roles = tuple(schema().roles)
    named = [
        (name, column, roles.index(role))
        for column, measure in enumerate(measures)
        for role in roles
        for name in measure.get(role, ())
    ]
    departments = tuple(sorted({name for name, _, _ in named}))
    return Incidence(
        departments=departments,
        measures=tuple(str(measure["section"]) for measure in measures),
        plans=tuple(str(measure.get("plan", plan)) for measure in measures),
        rows=np.array([departments.index(name) for name, _, _ in named], dtype=np.int64),
        columns=np.array([column for _, column, _ in named], dtype=np.int64),
        roles=np.array([role for _, _, role in named], dtype=np.int8),
        open_lists=np.array([bool(measure.get("open_list")) for measure in measures], dtype=np.bool_),
        targets=np.array([int(measure.get("targets", 0)) for measure in measures], dtype=np.int64),
    )


@pytest.fixture(scope="session")
def founding(figures: dict[str, Any]) -> Kernel:
    """The founding plan from the facts in the repository."""
    return Kernel.of(_incidence(figures["measures"], plan=figures["plan"]))


@pytest.fixture(scope="session")
def gold(figures: dict[str, Any]) -> Kernel:
    """The founding plan from the gold file, which another hand read; measures are told apart by their titles."""
    if not GOLD.exists():
        pytest.skip("the corpus is not beside the repository")
    data = json.loads(GOLD.read_text(encoding="utf-8"))
    titles = {heading["start"]: heading["title"] for heading in data["headings"]}
    sections = {measure["title"]: measure["section"] for measure in figures["measures"]}
    measures = {section: _empty(section) for section in sections.values()}
    for statement in data["statements"]:
        section = sections.get(titles.get(statement["heading"], ""))
        if section is not None and statement["form"] == "bracket":
            for party in statement["parties"]:
                measures[section][party["role"]].append(party["unit"])
            measures[section]["open_list"] |= statement["open_ended"]
    for target in data["targets"]:
        section = sections.get(titles[target["heading"]])
        if section is not None:
            measures[section]["targets"] += 1
    return Kernel.of(_incidence(tuple(measures.values()), plan=figures["plan"]))


def _empty(section: str) -> dict[str, Any]:
    return {"section": section, "lead": [], "responsible": [], "open_list": False, "targets": 0}


@pytest.fixture
def named(founding: Kernel) -> Callable[[str], int]:
    """The index of a department of the founding plan."""
    return founding.departments.index


@pytest.fixture(scope="session")
def sections() -> Callable[[Kernel, Iterable[int]], list[str]]:
    """The section numbers of measures given as indexes."""
    return lambda kernel, columns: [kernel.measures[column] for column in columns]
