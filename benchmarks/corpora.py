"""Generated corpora in the shape of real plans: places with some forty units each, plans of about twenty measures.

The shape is that of 1,000 plans → about 4,700 departments, 20,500 measures, 140,000 role edges; the first unit of a place is
named in some 60 % of its measures. The same seed gives the same corpus.
"""

import hashlib
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph import ids
from graph.model import Basis, DocumentText, Edge, Evidence, Node, Origin, Passage, PlanGraph, Problem, Value
from graph.schema import schema

PLANS_OF_A_PLACE = 9
WITH_TARGET, OPEN_LISTS = 0.6, 0.4
"""Shares of the measures."""

RULESET = "generated"

Loaded = tuple[PlanGraph, DocumentText]


def corpus(plans: int, *, seed: int = 1, measures: int = 20) -> Iterator[Loaded]:
    """That many plans with their documents, one after the other."""
    for number in range(plans):
        yield plan(number, seed=seed, measures=measures)


def plan(number: int, *, seed: int = 1, measures: int = 20, long: int = 0) -> Loaded:
    """One plan of the corpus; `long` repeats the body of its first measure to at least that many characters."""
    return _Draft(number, random.Random(f"{seed}/{number}"), measures, long).finished()  # noqa: S311 - no secret


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return data


class _Draft:
    """A plan while its text grows; every passage is taken from the text that was just written."""

    def __init__(self, number: int, rng: random.Random, measures: int, long: int) -> None:
        self.words, self.rng, self.long = _words(), rng, long
        self.template = self.words["words"]
        self.place = _place(number // PLANS_OF_A_PLACE, self.words["places"])
        self.text = ""
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.bodies: dict[str, Node] = {}
        ordinal = number % PLANS_OF_A_PLACE + 1
        issuer = self.template["issuer"].format(place=self.place)
        title = self.template["title"].format(place=self.place, topic=self.rng.choice(self.words["objects"]))
        act = self.template["number"].format(place=self.place, year=2015 + ordinal, ordinal=number + 1)
        self.plan = ids.plan_id(number=act, title=title, issuer=issuer, sha256="")
        self.sha256 = hashlib.sha256(self.plan.encode()).hexdigest()
        self.date = f"{2015 + ordinal}-{number % 12 + 1:02}-15"
        self.document = ids.document_id(self.sha256)
        self.properties: dict[str, Value] = {
            "title": title, "number": act, "issuer": issuer, "jurisdiction": f"{self.template['province']}/{self.place}",
            "level": "county", "date": self.date, "edition": "official", "start": 0,
        }  # fmt: skip
        self._read_from(title)
        self._goal()
        for position in range(1, measures + 1):
            self._measure(position)

    def finished(self) -> Loaded:
        """The graph and its document."""
        plan = Node("Plan", self.plan, {**self.properties, "end": len(self.text)})
        document = Node(
            "Document",
            self.document,
            {
                "sha256": self.sha256,
                "file_name": f"{self.sha256[:8]}.txt",
                "media_type": "text/plain",
                "size": len(self.text.encode()),
                "length": len(self.text),
            },
        )
        problem = Problem("generated", "nothing of this is real", 0, 1, self.text[:1])
        graph = PlanGraph(
            self.plan,
            self.date,
            self.document,
            RULESET,
            (plan, document, *self.nodes, *self.bodies.values()),
            tuple(self.edges),
            (problem,),
            self._figures(),
        )
        return graph, DocumentText(document, self.text, self._origins())

    def _figures(self) -> dict[str, int]:
        """What a reader counts of a plan; every page that shows a plan says some of these."""
        clauses = sum(node.kind == "Measure" for node in self.nodes)
        return {
            "statements": clauses,
            "role_words": 2 * clauses,
            "role_words_read": 2 * clauses,
            "role_edges": sum(edge.kind in schema().role_of for edge in self.edges),
            "prose_edges": 0,
            "prose_statements": 0,
            "targets": sum(node.kind == "SubTarget" for node in self.nodes),
            "milestones": 0,
            "deadlines": 0,
            "citations": 0,
            "in_part": 0,
            "problems": 1,
        }

    def _origins(self) -> tuple[Origin, ...]:
        runs, at = [], 0
        for number, line in enumerate(self.text.splitlines(keepends=True), 1):
            runs.append(Origin(at, at + len(line), f"line {number}"))
            at += len(line)
        return tuple(runs)

    def _write(self, words: str) -> Passage:
        start = len(self.text)
        self.text += words
        return Passage(start, len(self.text), words)

    def _edge(self, kind: str, source: str, target: str, evidence: Evidence, **properties: str | int | bool) -> None:
        statement = f"{evidence.rule}@{evidence.statement.start if evidence.statement else 0}"
        edge_id = ids.edge_id(kind, source, target, statement)
        self.edges.append(Edge(kind, edge_id, source, target, evidence, properties, self.plan))

    def _evidence(self, basis: Basis, rule: str, statement: Passage, party: Passage | None = None) -> Evidence:
        return Evidence(basis, rule, RULESET, self.document, self.template["chapter"], statement, party)

    def _read_from(self, title: str) -> None:
        heading = self._write(title)
        self._write("\n")
        self._edge("READ_FROM", self.plan, self.document, self._evidence("text", "title", heading))

    def _goal(self) -> None:
        heading = self._write(self.template["chapter"])
        self._write("\n")
        self.goal = ids.goal_id(self.plan, "1")
        properties: dict[str, Value] = {
            "title": heading.quote,
            "kind": "chapter",
            "address": "1",
            "start": heading.start,
            "end": heading.end,
        }
        self.nodes.append(Node("Goal", self.goal, properties, self.plan))
        self._edge("HAS_GOAL", self.plan, self.goal, self._evidence("outline", "heading", heading))

    def _measure(self, position: int) -> None:
        rng, words = self.rng, self.words
        topic = rng.choice(words["objects"])
        heading = self._write(self.template["heading"].format(verb=rng.choice(words["verbs"]), object=topic))
        body = self._write("\n" + "".join(rng.sample(words["sentences"], 4)))
        if self.long and position == 1:
            while len(body.quote) < self.long:
                body = Passage(body.start, body.end, body.quote + self._write(rng.choice(words["sentences"])).quote)
        measure = ids.measure_id(self.plan, f"1.{position}")
        target = self._target(measure, topic, position) if rng.random() < WITH_TARGET else None
        open_list = rng.random() < OPEN_LISTS
        self._clause(measure, open_list=open_list)
        properties: dict[str, Value] = {
            "title": heading.quote, "label": f"{position}.", "address": f"1.{position}", "basis": "heading", "assigned": True,
            "open_list": open_list, "text": self.text[heading.start :].rstrip("\n"), "start": heading.start, "end": len(self.text) - 1,
        }  # fmt: skip
        self.nodes.append(Node("Measure", measure, properties, self.plan))
        outline = self._evidence("outline", "heading", heading)
        self._edge("HAS_MEASURE", self.plan, measure, outline)
        self._edge("SERVES", measure, self.goal, outline)
        if target:
            self.nodes.append(target)

    def _target(self, measure: str, topic: str, position: int) -> Node:
        value = self.rng.randint(50, 99)
        passage = self._write(self.template["target"].format(object=topic, value=value))
        target = ids.target_id(self.plan, f"1.{position}", "2025")
        self._edge("HAS_TARGET", measure, target, self._evidence("text", "target", passage))
        properties: dict[str, Value] = {
            "metric": self.template["metric"].format(object=topic), "comparator": ">=", "value": str(value), "number": value,
            "unit": "%", "deadline": "2025", "kind": "number", "text": passage.quote, "start": passage.start, "end": passage.end,
        }  # fmt: skip
        return Node("SubTarget", target, properties, self.plan)

    def _clause(self, measure: str, *, open_list: bool) -> None:
        """The bracket with leads and others; the k-th unit is named in about 60 % / (1 + k/6) of the measures."""
        named = [k for k in range(len(self.words["units"])) if self.rng.random() < 0.6 / (1 + k / 6)] or [0]
        split = self.rng.choice((1, 1, 2, 3))
        groups = {"LEADS": named[:split], "RESPONSIBLE_FOR": named[split:]}
        comma, start = self.template["comma"], len(self.text)
        listed = {kind: comma.join(self.words["units"][k][0] for k in group) for kind, group in groups.items()}
        others = listed["RESPONSIBLE_FOR"] + (self.template["list_end"] if open_list else "")
        clause = self._write(self.template["clause"].format(leads=listed["LEADS"], others=others))
        self._write("\n")
        at = start
        for kind, group in groups.items():
            for order, k in enumerate(group, 1):
                name = self.words["units"][k][0]
                at = self.text.index(name, at)
                party = Passage(at, at + len(name), name)
                at += len(name)
                self._edge(
                    kind, self._unit(k), measure, self._evidence("statement", "bracket", clause, party),
                    form="bracket", formal=True, unit=name, order=order, list_length=len(group),
                    open_list=open_list and kind != "LEADS", scope="measure", statement=f"bracket@{start}",
                )  # fmt: skip

    def _unit(self, k: int) -> str:
        name, slot, kind = self.words["units"][k]
        jurisdiction = str(self.properties["jurisdiction"])
        department = ids.department_id(place=jurisdiction, slots=(slot,))
        self.bodies.setdefault(
            department,
            Node(
                "Department",
                department,
                {
                    "name": f"{self.place}{name}", "name_en": f"{slot.replace('-', ' ').title()} Bureau", "kind": kind,
                    "slots": (slot,), "jurisdiction": jurisdiction, "level": "county",
                    "aliases": (name,), "aliases_en": (), "candidates": (),
                },
            ),
        )  # fmt: skip
        return department


def _place(number: int, parts: dict[str, list[str]]) -> str:
    """The number-th place name; after 300 a third character keeps them apart."""
    first, second, suffix = parts["first"], parts["second"], parts["suffix"]
    rest, a = divmod(number, len(first))
    rest, b = divmod(rest, len(second))
    rest, c = divmod(rest, len(suffix))
    more = ""
    while rest:
        rest, d = divmod(rest, len(second))
        more += second[d]
    return first[a] + second[b] + more + suffix[c]
