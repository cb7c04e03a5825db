"""The page as text: what it refers to, what it allows, that nothing of a plan becomes markup, that it never varies."""

import json
import random
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from graph.errors import UnknownIdError
from viz.pictures.picture import SCRIPTS, STYLESHEETS, asset, picture_html
from viz.pictures.picture_data import picture_data
from viz.pictures.scene import Scene


def elements(html: str, name: str) -> list[tuple[str, str]]:
    return re.findall(rf"<{name}([^>]*)>(.*?)</{name}>", html, flags=re.DOTALL)


def test_the_file_refers_to_nothing(plan_scene: Scene) -> None:
    html = picture_html(plan_scene)
    head = html[: html.index("<style>")]
    assert re.findall(r'(?:src|href)="([^"]*)"', head + html[html.index("</style>") : html.index("<script>")]) == [
        "data:,",
        "#list",
    ]


def test_its_policy_allows_exactly_what_it_holds(plan_scene: Scene) -> None:
    html = picture_html(plan_scene)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    allowed = set(re.findall(r"sha256-([^&']+)", policy[1]))
    held = [body for attributes, body in elements(html, "script") if "json" not in attributes]
    held += [body for _, body in elements(html, "style")]
    assert {b64encode(sha256(body.encode()).digest()).decode() for body in held} == allowed
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_the_served_page_refers_to_the_assets_alone(plan_scene: Scene) -> None:
    html = picture_html(plan_scene, inline=False, asset_prefix="/assets", links=[("首页", "/?a=1&b=2")])
    assert re.findall(r'<script src="([^"]*)"', html) == [f"/assets/{name}" for name in SCRIPTS]
    assert re.findall(r'<link rel="stylesheet" href="([^"]*)"', html) == [f"/assets/{name}" for name in STYLESHEETS]
    assert '<a href="/?a=1&amp;b=2">首页</a>' in html
    assert len(elements(html, "style")) == 0


def test_the_page_is_the_same_whatever_the_order_of_its_parts(plan_scene: Scene) -> None:
    order = random.Random(7)  # noqa: S311  a shuffle, not a secret
    nodes, edges = list(plan_scene.nodes), list(plan_scene.edges)
    order.shuffle(nodes)
    order.shuffle(edges)
    shuffled = replace(plan_scene, nodes=tuple(nodes), edges=tuple(edges))
    assert picture_html(shuffled) == picture_html(plan_scene)


def test_no_word_of_a_plan_can_end_the_data(bureau_scene: Scene) -> None:
    html = picture_html(replace(bureau_scene, title="</script><script>alert(1)</script><!--"))
    data = [body for attributes, body in elements(html, "script") if "json" in attributes]
    assert json.loads(data[0])["title"] == "</script><script>alert(1)</script><!--"
    assert "<" not in data[0]
    assert "<script>alert" not in html


def test_an_edge_without_both_ends_is_left_out(plan_scene: Scene) -> None:
    kept = replace(plan_scene, nodes=plan_scene.nodes[1:])
    data = picture_data(kept, language="zh", served=False)
    gone = plan_scene.nodes[0].id
    assert len(data["edges"]) == sum(gone not in (edge.source, edge.target) for edge in plan_scene.edges)
    assert data["center"] is None


def test_the_legend_names_what_is_there_and_marks_what_is_inferred(bureau_scene: Scene) -> None:
    kinds = picture_data(bureau_scene, language="zh", served=False)["kinds"]
    assert [(kind["kind"], kind["count"]) for kind in kinds["nodes"]] == [
        ("Department", 1),
        ("Measure", 14),
        ("SubTarget", 2),
    ]
    assert [(kind["kind"], kind["label"]) for kind in kinds["edges"]] == [
        ("LEADS", "牵头"),
        ("RESPONSIBLE_FOR", "责任"),
        ("HAS_TARGET", "设定指标"),
        ("BEARS_ON", "关系到（推断）"),
    ]


def test_departments_go_by_their_english_name_in_english(bureau_scene: Scene) -> None:
    data = picture_data(bureau_scene, language="en", served=False)
    bureau = data["nodes"][data["center"]]
    assert bureau["name"] == "Ecology and Environment Bureau"
    facts = [(data["facts"][name], value) for name, value in bureau["facts"]]
    assert ("Name", "区生态环境局") in facts
    assert ("Other names", ("区环保局",)) in facts


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLESHEETS])
def test_assets_are_what_the_page_may_load(name: str) -> None:
    content, media_type = asset(name)
    assert b"</script" not in content
    assert b"\r" not in content
    assert media_type == ("text/css; charset=utf-8" if name.endswith("css") else "text/javascript; charset=utf-8")


@pytest.mark.parametrize("name", ["../picture.py", "vis-network.css", "style.yaml", ""])
def test_no_other_file_is_an_asset(name: str) -> None:
    with pytest.raises(UnknownIdError):
        asset(name)
