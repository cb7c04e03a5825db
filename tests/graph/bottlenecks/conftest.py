"""The founding plan's roles as facts, and the same read from the gold file of the corpus."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.bottlenecks.facts import (
    BearingFact,
    DepartmentFact,
    Facts,
    MatterFact,
    MeasureFact,
    PlanFact,
    RoleFact,
    TargetFact,
)
from graph.bottlenecks.kernel import Kernel
from graph.schema import schema
from graph.store import Incidence

ROOT = Path(__file__).parents[3]
GOLD = ROOT.parent / "shared" / "corpus" / "gold" / "yongchuan-2022-112.json"

SAME = {"zh": "1", "en": "1"}

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


@pytest.fixture(scope="session")
def facts(figures: dict[str, Any]) -> Facts:
    """The founding plan as findings need it: targets in measures, headline targets, mentions, matters."""
    plan = figures["plan"]
    ids = {measure["section"]: f"{plan}/measure/{measure['section']}" for measure in figures["measures"]}
    measures, targets, roles = [], [], []
    for position, measure in enumerate(figures["measures"]):
        own = ids[measure["section"]]
        chapter = f"{plan}/goal/{measure['chapter']}"
        measures.append(
            MeasureFact(
                own, plan, measure["label"], measure["title"], position, chapter=chapter, edge=f"HAS_MEASURE|{own}"
            )
        )
        targets += [
            TargetFact(f"{own}-{place}", plan, "", SAME, "number", own, position, edge=f"HAS_TARGET|{own}-{place}")
            for place in range(measure["targets"])
        ]
        for role in ("lead", "responsible"):
            opened = measure["open_list"] and role == "responsible"
            roles += [
                RoleFact(f"{role}|{name}|{own}", plan, name, own, role, f"statement|{own}", order, opened, formal=True)
                for order, name in enumerate(measure[role], 1)
            ]
    bearings = []
    for position, target in enumerate(figures["headline"]):
        own, goal = f"{plan}/target/1.2-{position}", f"{plan}/goal/1.2"
        targets.append(
            TargetFact(
                own,
                plan,
                target["metric"],
                {"zh": target["value"], "en": target["value"]},
                "number",
                goal,
                position,
                headline=True,
                edge=f"TARGET|{own}",
            )
        )
        bearings += [BearingFact(f"BEARS_ON|{ids[one]}|{own}", ids[one], own) for one in target["borne_by"]]
    for mention in figures["mentions"]:
        own, name = ids[mention["section"]], mention["department"]
        roles.append(
            RoleFact(
                f"prose|{name}|{own}", plan, name, own, "responsible", f"prose|{own}", 1, open_list=False, formal=False
            )
        )
    kinds = {
        "区碳达峰碳中和工作领导小组": "coordinating-body",
        "各镇街": "collective",
        "区级有关部门和单位": "collective",
    }
    names = {role.department: None for role in roles}
    return Facts(
        plans=(PlanFact(plan, plan),),
        departments=tuple(DepartmentFact(name, name, kinds.get(name, "government")) for name in names),
        measures=tuple(measures),
        targets=tuple(targets),
        roles=tuple(roles),
        bearings=tuple(bearings),
        matters=tuple(
            MatterFact(matter["name"], matter["label"], ids[section], (matter["label"]["zh"],))
            for matter in figures["matters"]
            for section in matter["sections"]
        ),
    )
