"""Labels and places: nothing lies on anything else, everything is somewhere, folding is as little as needed."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Edge, Evidence, Node
from viz.pictures.labels import end_state, label_lines, name_of, shared_prefix, width, wrap
from viz.pictures.network import network
from viz.pictures.node_tree import Outline, outline
from viz.pictures.picture_data import picture_data
from viz.pictures.scene import Scene
from viz.pictures.style import style

KINDS = ("Plan", "Goal", "Measure", "SubTarget", "Department", "Document")
CAPTIONS = {"Plan": "title", "Goal": "title", "Measure": "title", "SubTarget": "metric", "Department": "name", "Document": "file_name"}  # fmt: skip
EDGES = ("SERVES", "PART_OF", "HAS_GOAL", "HAS_MEASURE", "HAS_TARGET", "LEADS", "CITES", "BRANCH_OF", "READ_FROM")


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Any nodes with any edges between them, cycles and nonsense included."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=130))
    names = draw(st.lists(st.text(max_size=60), min_size=len(kinds), max_size=len(kinds)))
    plans = draw(st.lists(st.sampled_from(["", "甲", "乙"]), min_size=len(kinds), max_size=len(kinds)))
    nodes = tuple(
        Node(kind, f"n{number}", {CAPTIONS[kind]: name, "start": number % 7}, plan)
        for number, (kind, name, plan) in enumerate(zip(kinds, names, plans, strict=True))
    )
    ends = st.integers(0, max(len(nodes) - 1, 0))
    triples = draw(st.lists(st.tuples(st.sampled_from(EDGES), ends, ends), max_size=60)) if nodes else []
    edges = tuple(
        Edge(kind, f"e{number}", f"n{source}", f"n{target}", Evidence("outline", "", ""))
        for number, (kind, source, target) in enumerate(triples)
    )
    center = draw(st.sampled_from([None, *(node.id for node in nodes)]))
    return Scene(center, nodes, edges)


@given(scenes())
def test_any_scene_has_a_place_for_everything_and_no_two_labels_meet(scene: Scene) -> None:
    tree = outline(scene, overview=80)
    assert sorted(tree.order) == sorted([*(node.id for node in scene.nodes), *(group.id for group in tree.groups)])
    if scene.center is not None:
        assert tree.visible(scene.center)
    assert_no_label_meets_another(scene, tree)


def assert_no_label_meets_another(scene: Scene, tree: Outline) -> None:
    data = picture_data(scene, language="zh", served=False)
    columns: dict[str, list[tuple[float, float]]] = {}
    for item in data["nodes"]:
        if tree.visible(item["id"]):
            height = style().sheet.row + style().sheet.line * item.get("label", "").count("\n")
            column = columns.setdefault(data["looks"][item.get("look", item["kind"])]["column"], [])
            column.append((item["y"] - height / 2, item["y"] + height / 2))
    for rows in columns.values():
        for (_, bottom), (top, _) in pairwise(sorted(rows)):
            assert top >= bottom - 0.2  # places are rounded to a tenth


def test_the_model_is_pyvis_with_looks_and_places(plan_scene: Scene) -> None:
    model = network(plan_scene, outline(plan_scene, overview=80), "zh")
    assert (len(model.nodes), len(model.edges)) == (len(plan_scene.nodes), len(plan_scene.edges))
    assert model.options["physics"] == {"enabled": False}
    assert model.options["edges"]["smooth"] is False
    assert all({"x", "y", "shape", "color", "label"} <= set(node) for node in model.nodes)
    leads = [edge for edge in model.edges if str(edge["id"]).startswith("LEADS")]
    assert {(edge["color"], edge["width"]) for edge in leads} == {
        (style().edges["LEADS"].colour, style().edges["LEADS"].width)
    }


@pytest.mark.parametrize("name", ["plan_scene", "bureau_scene", "crowded_scene"])
def test_labels_of_plans_do_not_meet(name: str, request: pytest.FixtureRequest) -> None:
    scene: Scene = request.getfixturevalue(name)
    assert_no_label_meets_another(scene, outline(scene, overview=80))


def test_a_plan_of_the_usual_size_is_not_folded(plan_scene: Scene) -> None:
    tree = outline(plan_scene, overview=80)
    assert tree.closed == frozenset()
    assert tree.groups == ()


def test_targets_are_folded_before_measures_and_measures_before_departments(plan_scene: Scene) -> None:
    measures = [node for node in plan_scene.nodes if node.kind == "Measure"]
    targets = [
        Node("SubTarget", f"{task.id}/t", {"metric": "指标", "kind": "number"}, task.plan) for task in measures[:15]
    ]
    links = [
        Edge("HAS_TARGET", f"t{target.id}", task.id, target.id, Evidence("text", "", ""))
        for task, target in zip(measures, targets, strict=False)
    ]
    scene = replace(plan_scene, nodes=(*plan_scene.nodes, *targets), edges=(*plan_scene.edges, *links))
    tree = outline(scene, overview=80)
    assert tree.closed == {task.id for task in measures[:15]}
    tighter = outline(scene, overview=60)
    assert {node.kind for node in scene.nodes if tighter.visible(node.id)} == {"Department", "Goal"}
    tightest = outline(scene, overview=30)
    shown = [node.id for node in scene.nodes if tightest.visible(node.id)]
    assert len(shown) + 1 <= 30
    assert plan_scene.center in shown


def test_measures_of_several_plans_stand_under_the_names_of_their_plans(bureau_scene: Scene) -> None:
    nodes = tuple(
        replace(node, plan="乙") if node.kind == "Measure" and index % 2 else node
        for index, node in enumerate(bureau_scene.nodes)
    )
    tree = outline(replace(bureau_scene, nodes=nodes), overview=80)
    assert [group.plan for group in tree.groups] == sorted({node.plan for node in nodes if node.plan})
    assert tree.closed == frozenset()


def test_the_outline_reads_in_the_order_of_the_text(plan_scene: Scene) -> None:
    starts = {node.id: node.properties.get("start") for node in plan_scene.nodes}
    order = [starts[node] for node in outline(plan_scene, overview=80).order if starts[node] is not None]
    assert order == sorted(order, key=lambda start: int(str(start)))


@given(st.text(max_size=80), st.floats(4, 30), st.integers(1, 3))
def test_lines_keep_within_the_limit_and_lose_nothing_unsaid(text: str, limit: float, lines: int) -> None:
    broken = wrap(text, limit=limit, lines=lines)
    assert len(broken) <= lines
    assert all(width(line) <= limit + 1e-9 for line in broken)
    said = "".join("".join(broken).split())
    whole = "".join(text.split())
    assert said == whole or (said.endswith("…") and whole.startswith(said[:-1]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推广绿色建筑，改造老旧小区", ("推广绿色建", "筑，改造老", "旧小区")),
        ("推广节能，改造小区", ("推广节能，", "改造小区")),
        ("建立了节能，改造", ("建立了节", "能，改造")),
        ("Ecology and Environment Bureau", ("Ecology", "and", "Environ…")),
        ("Other Bodies: all", ("Other", "Bodies:", "all")),
        ("", ()),
    ],
)
def test_lines_break_where_a_reader_would(text: str, expected: tuple[str, ...]) -> None:
    limit = 4 if text.startswith("建立") else 5
    assert wrap(text, limit=limit, lines=3) == expected


def test_the_figure_of_a_target_is_never_cut_off() -> None:
    target = Node("SubTarget", "t", {"metric": "名称" * 20, "comparator": "<=", "value": "30.3", "unit": "微克/立方米"})
    assert label_lines(target, "zh", limit=12, lines=2) == ("名称" * 5 + "名…", "≤30.3微克/立方米")


@pytest.mark.parametrize(
    ("names", "prefix"),
    [
        (
            ["Lake District Forestry Bureau", "Lake District Transport Bureau", "Lake District Audit Office", "Lake"],
            "Lake District ",
        ),
        (["Lake District Forestry Bureau", "Lake District Transport Bureau"], ""),
        (["Tax Bureau", "Tax Bureau", "Tax Bureau"], "Tax "),
        (["区林业局", "区交通局", "区审计局"], ""),
        ([], ""),
    ],
)
def test_what_most_names_begin_with_is_left_out_of_the_picture(names: list[str], prefix: str) -> None:
    assert shared_prefix(names) == prefix


def test_names_hold_number_title_and_end_state() -> None:
    goal = Node("Goal", "g", {"title": "主要目标", "label": "（二）"})
    assert name_of(goal, "zh") == "（二）主要目标"
    assert name_of(Node("Measure", "m", {"title": "节水", "label": "1."}), "zh") == "1. 节水"
    water = Node("SubTarget", "t", {"metric": "水质", "comparator": ">=", "value": "Ⅲ", "unit": "类"})
    assert end_state(water) == "≥Ⅲ类"
    assert name_of(water, "zh") == "水质 ≥Ⅲ类"
    assert end_state(Node("SubTarget", "t", {"metric": "覆盖", "kind": "coverage"})) == ""
