"""Decisions through random edits of a plan: each stands on the very same words, or is listed; none moves, none is lost."""

import random
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.decisions import effective
from graph.editions.alignment import aligned
from graph.editions.following import followed
from graph.ids import decision_id, edge_id
from graph.model import Decision, Edge, Evidence, PlanGraph, quote_of
from graph.schema import schema
from loaders.files.source import read_bytes
from loaders.read import plan_graphs, read_document
from seeds.shelf import seed_plans

SEED = seed_plans()[0].read_text(encoding="utf-8")
ROLES = frozenset(schema().roles.values())
AT = "2026-01-01T00:00:00+00:00"
NEW = "（九）查明地下水井。逐口登记取水井。（牵头单位：区水利局；责任单位：区规划自然资源局）\n"
WORDS = ("稳步推动", "加快", "统筹", "查清", "补齐")


def graph_of(text: str) -> PlanGraph:
    (graph,) = plan_graphs(read_document(read_bytes(text.encode(), "plan.txt")))
    return graph


BEFORE = graph_of(SEED)
DUTIES = [edge for edge in BEFORE.edges if edge.kind in ROLES]
MEASURES = [node for node in BEFORE.nodes if node.kind == "Measure"]


def rejection(edge: Edge) -> Decision:
    key = decision_id("reject-edge", edge.id)
    return Decision(key, "reject-edge", edge.id, "", "tester", AT, edge=edge)


def addition(target: str, source: str) -> Decision:
    mark = decision_id("add", target, source)
    evidence = Evidence("decision", "decision", "")
    edge = Edge("SUPERVISES", edge_id("SUPERVISES", source, target, mark), source, target, evidence, {}, BEFORE.plan)
    node = next(node for node in BEFORE.nodes if node.id == source)
    return Decision(mark, "add-edge", source, target, "tester", AT, edge=edge, node=node)


REJECTED = DUTIES[:12]
ADDED = MEASURES[:8]
DECISIONS = [*map(rejection, REJECTED), *(addition(measure.id, DUTIES[0].source) for measure in ADDED)]


def edited(seed: int) -> str:
    """The plan with one to four edits: sections put in, taken out, moved, renumbered, reworded; units and figures changed."""
    rng = random.Random(seed)  # noqa: S311 - edits, not secrets
    text = SEED
    for _ in range(rng.randint(1, 4)):
        lines = text.splitlines(keepends=True)
        sections = [at for at, line in enumerate(lines) if line.startswith("（")]
        at = rng.choice(sections)
        match rng.choice(("insert", "delete", "move", "renumber", "reword", "unit", "figure")):
            case "insert":
                lines.insert(at, NEW)
            case "delete":
                del lines[at]
            case "move":
                line = lines.pop(at)
                lines.insert(rng.choice(sections), line)
            case "renumber":
                lines[at] = re.sub(r"^（.", "（" + rng.choice("二三四五六七八"), lines[at])
            case "reword":
                lines[at] = lines[at].replace("推动", rng.choice(WORDS), 1)
            case "unit":
                lines[at] = lines[at].replace("区财政局", "区审计局", 1)
            case _:
                lines[at] = re.sub(r"\d+%", f"{rng.randint(1, 99)}%", lines[at], count=1)
        text = "".join(lines)
    return text


def words_of(edge: Edge) -> tuple[str, str]:
    return quote_of(edge.evidence.statement), quote_of(edge.evidence.party)


@given(st.integers(0, 10**6))
@settings(max_examples=200, deadline=None)
def test_decisions_hold_on_the_same_words_or_are_listed(seed: int) -> None:
    after = graph_of(edited(seed))
    moves = aligned(BEFORE, after)
    changed = {d.id: d for d in followed(DECISIONS, BEFORE, after, moves, at=AT)}
    now = [changed.get(decision.id, decision) for decision in DECISIONS]
    assert [decision.id for decision in now] == [decision.id for decision in DECISIONS]
    shown = effective(after, now)
    left = {edge.id for edge in shown.edges}
    gone = [edge for edge in after.edges if edge.id not in left and edge.kind in ROLES]
    rejected = {words_of(d.edge) for d in DECISIONS if d.kind == "reject-edge" and d.edge}
    assert all(words_of(edge) in rejected for edge in gone)  # nothing goes that nobody rejected by these words
    titles = {node.id: node.text("title") for node in (*BEFORE.nodes, *after.nodes)}
    for decision in now:
        if decision.kind == "add-edge" and decision.edge is not None and decision.edge.id in left:
            made = next(d for d in DECISIONS if d.id == decision.id)
            same = titles[made.object] == titles[decision.object]
            assert same or decision.followed  # under other words only with a note for a person to look at


def test_a_reworded_heading_is_followed_with_a_note() -> None:
    title = MEASURES[1].text("title")
    after = graph_of(SEED.replace(title, "切实" + title, 1))
    (move,) = [move for move in aligned(BEFORE, after) if move.why == "words"]
    assert (move.old, move.likeness >= 0.7) == (MEASURES[1].id, True)
    decision = addition(MEASURES[1].id, DUTIES[0].source)
    (now,) = followed([decision], BEFORE, after, [move], at=AT)
    assert now.object == move.new
    assert [(note.before, note.after, note.why) for note in now.followed] == [(move.old, move.new, "words")]
    assert now.edge is not None
    assert now.edge.id in {edge.id for edge in effective(after, [now]).edges}


def test_equal_readings_need_no_alignment() -> None:
    assert aligned(BEFORE, BEFORE) == ()
    assert followed(DECISIONS, BEFORE, BEFORE, (), at=AT) == []


def test_a_plan_under_another_id_takes_everything_along_without_a_note() -> None:
    renamed = graph_of(SEED.replace("〔2022〕112号", "〔2022〕211号"))
    changed = followed(DECISIONS, BEFORE, renamed, aligned(BEFORE, renamed), at=AT)
    assert len(changed) == len(DECISIONS)
    assert all(decision.followed == () for decision in changed)
    kept = replace(renamed, edges=effective(renamed, changed).edges)
    assert len(renamed.edges) - len(REJECTED) + len(ADDED) == len(kept.edges)
