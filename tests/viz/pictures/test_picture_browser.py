"""The picture in a real Chromium, used as a person uses it; every visit fails on a request or a console message."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree
from playwright.sync_api import Page, expect

from graph.model import Node, Passage
from tests.pictures import point_of
from viz.pictures.scene import Scene

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]

BUREAU = "测试省/测试区/区生态环境局"


def click_line(page: Page, source: str, target: str, *, share: float = 0.5) -> None:
    """Click on the line between two nodes, `share` of the way along it."""
    at = page.evaluate(
        """([source, target, share]) => {
            const {routes, picture: {network, scene}} = window.respgraph;
            const line = [...scene.lines.values()].find((each) => [each.from, each.to].every((end) => [source, target].includes(end)));
            const [x, y] = routes.pointOn(line.id, line.from === source ? share : 1 - share);
            const point = network.canvasToDOM({x, y});
            const box = document.getElementById("canvas").getBoundingClientRect();
            return [box.left + point.x, box.top + point.y];
        }""",
        [source, target, share],
    )
    page.mouse.click(*at)


def shown(page: Page, node: str) -> bool:
    return bool(page.evaluate("(id) => window.respgraph.scene.shown.has(id)", node))


def lines(page: Page) -> int:
    return int(page.evaluate("window.respgraph.scene.lines.size"))


def lit(page: Page, node: str) -> bool:
    return bool(page.evaluate("(id) => window.respgraph.scene.nodeInk(id) === 1", node))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1400, 900), (420, 800)])
def test_a_plan_is_drawn_whole(visit: Visit, plan_scene: Scene, language: str, width: int, height: int) -> None:
    page = visit(plan_scene, language=language, width=width, height=height).page
    assert all(shown(page, node.id) for node in plan_scene.nodes)
    assert lines(page) == len(plan_scene.edges)
    painted = page.evaluate(
        """() => {
            const canvas = document.querySelector("#canvas canvas");
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            let dark = 0;
            for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && data[i] < 200) dark += 1;
            return dark;
        }"""
    )
    assert painted > 2000
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#fit").click()
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    for node in plan_scene.nodes:
        x, y = point_of(page, node.id)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_clicking_a_line_shows_its_sentence_with_the_party_marked(visit: Visit, bureau_scene: Scene) -> None:
    page = visit(bureau_scene).page
    led = next(edge for edge in bureau_scene.edges if edge.kind == "LEADS")
    click_line(page, led.source, led.target, share=0.8)
    detail = page.locator("#detail")
    expect(detail.locator("blockquote")).to_have_text("（职责单位：区生态环境局、区水利局）")
    expect(detail.locator("mark")).to_have_text(["区生态环境局"])
    expect(detail).to_contain_text("牵头")
    expect(detail).to_contain_text("三、推动重点行业减排")
    expect(detail).to_contain_text("名单中第 1 位，共 2 个")
    expect(detail).to_contain_text("测试区绿色低碳转型实施方案")


def test_an_inferred_link_says_so_with_its_words(visit: Visit, bureau_scene: Scene) -> None:
    page = visit(bureau_scene).page
    bears = next(edge for edge in bureau_scene.edges if edge.kind == "BEARS_ON")
    click_line(page, bears.source, bears.target, share=0.93)
    detail = page.locator("#detail")
    expect(detail.locator(".badge")).to_have_text(["推断"])
    expect(detail.locator("mark")).to_have_text(["蓝天"])
    expect(detail).to_contain_text("优良天数")


def test_clicking_a_label_shows_facts_and_links(visit: Visit, bureau_scene: Scene) -> None:
    page = visit(bureau_scene).page
    task = next(node for node in bureau_scene.nodes if node.kind == "Measure")
    x, y = point_of(page, task.id)
    page.mouse.click(x + 60, y)
    detail = page.locator("#detail")
    expect(detail.locator("h2")).to_have_text("（8）建设低碳综合交通体系")
    expect(detail.locator("li")).to_have_count(1)
    detail.locator("li button").click()
    expect(detail.locator("mark")).to_have_text(["区生态环境局"])
    page.get_by_role("button", name="‹ （8）建设低碳综合交通体系").click()
    expect(detail.locator("h2")).to_have_text("（8）建设低碳综合交通体系")
    page.keyboard.press("Escape")
    expect(page.locator("#list")).to_be_visible()


def test_filters_hide_lines_and_the_departments_left_without_any(visit: Visit, plan_scene: Scene) -> None:
    page = visit(plan_scene).page
    page.locator("#roles input[value=RESPONSIBLE_FOR]").uncheck()
    assert lines(page) == sum(edge.kind != "RESPONSIBLE_FOR" for edge in plan_scene.edges)
    leading = {edge.source for edge in plan_scene.edges if edge.kind == "LEADS"}
    parties = [node.id for node in plan_scene.nodes if node.kind == "Department"]
    assert {party for party in parties if shown(page, party)} == leading | {plan_scene.center}
    page.locator("#node-kinds input[value=Department]").uncheck()
    assert not any(shown(page, party) for party in parties)
    assert lines(page) == sum(edge.kind == "SERVES" for edge in plan_scene.edges)
    for kind in ("Goal", "Measure"):
        page.locator(f"#node-kinds input[value={kind}]").uncheck()
    expect(page.locator("#empty")).to_be_visible()


def test_what_prose_says_is_drawn_and_listed_but_not_counted(visit: Visit, bureau_scene: Scene) -> None:
    spoken = next(edge for edge in bureau_scene.edges if edge.kind == "LEADS")
    prose = replace(spoken, properties={**spoken.properties, "form": "prose-role", "formal": False})
    edges = (prose, *(edge for edge in bureau_scene.edges if edge is not spoken))
    page = visit(replace(bureau_scene, edges=edges)).page
    expect(page.locator("#counts")).to_contain_text("职责 13")
    expect(page.locator("#detail .badge")).to_have_text(["正文提及"])
    before = lines(page)
    page.locator("#roles input[value=PROSE]").uncheck()
    assert lines(page) == before - 1
    page.locator("#roles input[value=LEADS]").uncheck()
    assert lines(page) == before - 7


def test_hovering_a_node_lights_its_neighbours(visit: Visit, plan_scene: Scene) -> None:
    page = visit(plan_scene).page
    page.keyboard.press("Escape")
    led = next(edge for edge in plan_scene.edges if edge.kind == "LEADS")
    page.mouse.move(*point_of(page, led.source))
    page.wait_for_function(
        "([a, b]) => respgraph.scene.nodeInk(a) < 1 && respgraph.scene.nodeInk(b) === 1",
        arg=[
            next(
                node.id for node in plan_scene.nodes if node.kind == "Measure" and node.properties["assigned"] is False
            ),
            led.target,
        ],
    )
    expect(page.locator("#tip")).to_have_text(led.source.split("/")[-1])


def test_search_finds_by_alias_and_number_and_enter_chooses(visit: Visit, bureau_scene: Scene) -> None:
    page = visit(bureau_scene).page
    page.locator("#words").fill("环保局")
    expect(page.locator("#found")).to_have_text("找到 1 项")
    page.locator("#words").fill("（12）")
    page.keyboard.press("Enter")
    expect(page.locator("#detail h2")).to_contain_text("加强低碳技术研发与示范")


def test_the_list_works_by_keyboard_alone(visit: Visit, plan_scene: Scene) -> None:
    page = visit(replace(plan_scene, center=None)).page
    first = page.locator("#list button").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    name = page.locator("#list button:focus .name").inner_text()
    assert page.locator("#list button[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    expect(page.locator("#detail h2")).to_have_text(name)
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    expect(page.locator("#list button:focus .name")).to_have_text(name)


def test_a_double_click_dims_all_but_the_neighbourhood(visit: Visit, plan_scene: Scene) -> None:
    page = visit(plan_scene).page
    page.mouse.dblclick(*point_of(page, BUREAU))
    near = {edge.target for edge in plan_scene.edges if edge.source == BUREAU}
    page.mouse.move(5, 400)
    page.wait_for_timeout(50)
    assert {node.id for node in plan_scene.nodes if lit(page, node.id)} == near | {BUREAU}
    page.locator("#whole").click()
    assert all(lit(page, node.id) for node in plan_scene.nodes)


def test_a_crowd_is_folded_and_opens_in_place(
    visit: Visit, crowded_scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    begin = time.perf_counter()
    page = visit(crowded_scene).page
    record_property("seconds_until_1000_nodes_are_drawn", round(time.perf_counter() - begin, 2))
    goals = [node.id for node in crowded_scene.nodes if node.kind == "Goal"]
    tasks = [node.id for node in crowded_scene.nodes if node.kind == "Measure"]
    assert len(crowded_scene.nodes) == 1000
    assert sum(shown(page, node.id) for node in crowded_scene.nodes) <= 80
    assert not shown(page, tasks[0])
    above = page.evaluate("(id) => respgraph.scene.nodes.get(id).y", goals[0])
    below = page.evaluate("(id) => respgraph.scene.nodes.get(id).y", goals[2])
    page.mouse.click(*point_of(page, goals[1]))
    assert shown(page, tasks[18])
    assert not shown(page, tasks[0])
    assert page.evaluate("(id) => respgraph.scene.nodes.get(id).y", goals[0]) == above
    moved = page.evaluate("(id) => respgraph.scene.nodes.get(id).y", goals[2])
    assert moved > below
    page.get_by_role("button", name="收起").click()
    assert not shown(page, tasks[18])
    assert page.evaluate("(id) => respgraph.scene.nodes.get(id).y", goals[2]) == pytest.approx(below)


def test_the_svg_holds_every_name_and_is_well_formed(visit: Visit, plan_scene: Scene, tmp_path: Path) -> None:
    page = visit(plan_scene).page
    with page.expect_download() as download:
        page.locator("#save-svg").click()
    assert download.value.suggested_filename == "测试区绿色低碳转型实施方案.svg"
    download.value.save_as(tmp_path / "picture.svg")
    root = etree.parse(tmp_path / "picture.svg").getroot()
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {str(node.properties["name"]) for node in plan_scene.nodes if node.kind == "Department"} <= set(texts)
    drawn = page.evaluate("respgraph.routes.strokes().map((stroke) => stroke.d)")
    assert drawn
    assert set(drawn) <= {element.get("d") for element in root.iter("{http://www.w3.org/2000/svg}path")}


def test_the_png_is_an_image_of_the_whole(visit: Visit, plan_scene: Scene, tmp_path: Path) -> None:
    page = visit(plan_scene).page
    with page.expect_download() as download:
        page.locator("#save-png").click()
    download.value.save_as(tmp_path / "picture.png")
    data = (tmp_path / "picture.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    assert width > 1400
    assert height > 1200
    assert len(data) > 50_000


def test_names_and_quotes_are_text_whatever_they_hold(visit: Visit, bureau_scene: Scene) -> None:
    nasty = "<script>window.hacked=1</script></script><img src=x onerror=window.hacked=1>&amp;\u2028"
    nodes = tuple(
        Node(node.kind, node.id, {**node.properties, "title": nasty, "name": nasty}, node.plan)
        if node.kind in ("Measure", "Department")
        else node
        for node in bureau_scene.nodes
    )
    page = visit(replace(bureau_scene, nodes=nodes, title=nasty)).page
    page.mouse.move(*point_of(page, BUREAU))
    expect(page.locator("#tip")).to_contain_text("<script>")
    expect(page.locator("h1")).to_contain_text("<script>window.hacked=1</script>")
    expect(page.locator("#detail h2")).to_contain_text("onerror")
    page.keyboard.press("Escape")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    with page.expect_download() as download:
        page.locator("#save-svg").click()
    assert re.search(r'[\\/:*?"<>|]', download.value.suggested_filename) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_no_violation(visit: Visit, plan_scene: Scene, bureau_scene: Scene, language: str) -> None:
    for scene, width in ((plan_scene, 1400), (replace(plan_scene, center=None), 420), (bureau_scene, 1400)):
        page = visit(scene, language=language, width=width).page
        if scene is bureau_scene:
            bears = next(edge for edge in scene.edges if edge.kind == "BEARS_ON")
            click_line(page, bears.source, bears.target, share=0.93)
        options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
        found = Axe().run(page, options=options)
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []


def test_marks_stand_where_they_should_beyond_the_basic_plane(visit: Visit, bureau_scene: Scene) -> None:
    led = next(edge for edge in bureau_scene.edges if edge.kind == "LEADS")
    quote = "（𠮷𠮷镇、区生态环境局牵头）"
    evidence = replace(led.evidence, statement=Passage(0, 14, quote), party=Passage(5, 11, "区生态环境局"))
    edges = (replace(led, evidence=evidence), *(edge for edge in bureau_scene.edges if edge is not led))
    page = visit(replace(bureau_scene, edges=edges)).page
    click_line(page, led.source, led.target, share=0.8)
    expect(page.locator("#detail mark")).to_have_text(["区生态环境局"])
    expect(page.locator("#detail blockquote")).to_have_text(quote)


def test_an_empty_scene_says_so(visit: Visit) -> None:
    page = visit(Scene(None, (), ())).page
    expect(page.locator("#empty")).to_have_text("没有可画的内容")
