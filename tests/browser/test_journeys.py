"""The journeys that the explorer is for, on every kind of store, as a person makes them."""

import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2 as pdfium
import pytest
from lxml import etree
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

WATER = Path(__file__).parents[1] / "data" / "water-plan.txt"


def test_a_bureau_head_finds_the_bureau_reads_and_prints(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("/")
    page.get_by_role("searchbox").fill("生态")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="区生态环境局", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("区生态环境局")
    leads = page.get_by_role("region", name="共同牵头").or_(page.locator("section", has_text="共同牵头")).first
    expect(leads.locator("tbody tr")).to_have_count(7)
    reader.shot("1-department")
    assert_prints(reader, tmp_path, ["区生态环境局", "共同牵头"])
    leads.get_by_role("link", name="原文").first.click()
    expect(page.locator("blockquote mark").first).to_contain_text("区生态环境局")
    reader.shot("1-sentence")


def assert_prints(reader: Reader, folder: Path, words: list[str]) -> None:
    """A4 pages with the words and without the bar, the search or the links of the screen."""
    path = folder / "page.pdf"
    reader.page.pdf(path=str(path), format="A4", prefer_css_page_size=True)
    document = pdfium.PdfDocument(path)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    flat = re.sub(r"\s", "", text)
    assert all(word in flat for word in words)
    assert "Excel" not in flat
    assert "读入计划" not in flat
    document.close()


def test_a_supervision_office_exports_the_targets_that_nobody_owns(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("link", name="6 项指标没有写明责任单位").click()
    expect(page.locator("tbody tr")).to_have_count(6)
    reader.shot("2-unowned")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Excel").click()
    rows = list(load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes())).worksheets[0].values)
    assert len(rows) == 7
    assert coming.value.suggested_filename.endswith(".xlsx")


def test_a_researcher_draws_the_air_expands_filters_and_saves(reader: Reader) -> None:
    page = reader.open("/graph?center=大气&depth=0")
    found = page.evaluate(
        "[...respgraph.picture.scene.nodes.values()].filter((node) => node.kind === 'Measure').map((node) => node.id)"
    )
    assert len(found) == 1
    page.locator("#list").get_by_role("button", name="深入打好“蓝天”保卫战").click()
    before = place(reader, found[0])
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="展开相邻").click()
    reader.drawn()
    assert parse_qs(urlsplit(page.url).query)["expand"] == found
    assert place(reader, found[0]) == pytest.approx(before, abs=2)
    expect(page.locator("#counts")).to_contain_text("部门 12")
    page.get_by_role("checkbox", name="责任").uncheck()
    expect(page.locator("#counts")).to_contain_text("职责 6")
    reader.shot("3-graph")
    shared = page.url
    with page.expect_download() as coming:
        page.get_by_role("button", name="SVG").click()
    drawing = etree.fromstring(Path(coming.value.path()).read_bytes())
    words = {
        "".join(str(part) for part in text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text")
    }
    assert "区生态环境局" in words
    assert "区财政局" not in words

    page.goto(shared)  # what the address says is what is shown
    reader.drawn()
    expect(page.locator("#counts")).to_contain_text("职责 6")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="收起相邻").click()
    reader.drawn()
    assert "expand" not in parse_qs(urlsplit(page.url).query)


def place(reader: Reader, node: str) -> list[float]:
    """Where a node is on the screen."""
    found: list[float] = reader.page.evaluate(
        """(id) => {
            const {network, scene: {nodes}} = window.respgraph.picture;
            const point = network.canvasToDOM(nodes.get(id));
            return [point.x, point.y];
        }""",
        node,
    )
    return found


def test_a_node_leads_to_its_page_and_a_line_to_its_sentence(reader: Reader) -> None:
    page = reader.open("/graph?from=区水利局&to=区教委")
    expect(page.locator("#counts")).to_contain_text("职责 4")
    page.locator("#detail").get_by_role("button", name="碧水").click()
    page.get_by_role("link", name="在依据页查看").first.click()
    expect(page.locator("blockquote mark").first).to_contain_text("区水利局")
    page.go_back()
    reader.drawn()
    page.get_by_role("link", name="打开页面").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("区水利局")


def test_a_picture_is_saved_as_one_file_that_needs_no_network(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("/graph?center=区水利局")
    with page.expect_download() as coming:
        page.get_by_role("link", name="存为网页").click()
    saved = tmp_path / "picture.html"
    coming.value.save_as(saved)
    context = page.context.browser.new_context(offline=True)  # type: ignore[union-attr]  # it was launched
    alone = context.new_page()
    alone.goto(saved.as_uri())
    alone.wait_for_function("window.respgraph && window.respgraph.picture")
    expect(alone.get_by_role("heading", level=1)).to_have_text("区水利局")
    context.close()


def test_an_auditor_reaches_the_words_behind_a_finding_in_two_clicks(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("link", name="54 处可能推不动").click()
    finding = page.locator("article", has_text="带指标的措施由多家共担").first
    finding.get_by_text("原文（").click()
    named = finding.locator("mark", has_text="区城市管理局").first
    expect(named).to_be_visible()
    reader.shot("4-finding")
    named.click()
    place = page.locator("blockquote")
    expect(place.locator("mark")).to_have_text("区城市管理局")
    expect(place).to_contain_text("（十一）循环经济支撑绿色低碳发展")  # the plan's own text around the words
    expect(page.get_by_role("main")).to_contain_text("第37行")
    reader.shot("4-words")
    page.get_by_role("link", name="在文中查看").click()
    expect(page.locator(".here").first).to_be_in_viewport()


def test_an_editor_uploads_looks_loads_and_finds(reader: Reader, tmp_path: Path) -> None:
    plan = tmp_path / "节水方案.txt"
    text = WATER.read_text(encoding="utf-8").replace("18号", "81号")
    plan.write_text(text, encoding="utf-8")
    page = reader.open("/upload")
    page.get_by_label("计划文件").set_input_files(plan)
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("预览")
    expect(page.get_by_role("heading", name="读入报告")).to_be_visible()
    expect(page.locator("tbody").first).to_contain_text("市工业和信息化局")
    reader.shot("5-preview")
    page.get_by_role("button", name="确认读入").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已读入")
    page.get_by_role("searchbox").fill("市工业和信息化局")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="市工业和信息化局", exact=True).click()
    expect(page.locator("tbody").first).to_contain_text("管住工业用水")
    reader.shot("5-found")


def test_forms_work_with_fields_left_empty(reader: Reader) -> None:
    """As a person fills them in: one field, then the button."""
    page = reader.open("/graph")
    page.get_by_text("换个问题").click()
    page.get_by_label("从（名称、序号或词语）").fill("大气")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="画图").click()
    reader.drawn()
    expect(page.get_by_role("heading", level=1)).to_have_text("大气")
    for address, label, words in (
        ("/duties", "部门名称含", "生态"),
        ("/departments", "名称含有", "生态"),
        ("/targets", "到期早于", "2026"),
    ):
        page.goto(reader.address + address)
        page.get_by_label(label).fill(words)
        page.get_by_role("main").locator("form").first.get_by_role("button").click()
        expect(page.locator("tbody tr").first).to_be_visible()
