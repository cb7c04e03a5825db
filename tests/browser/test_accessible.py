"""Every page in both languages, wide and on a phone: no WCAG 2.2 A or AA violation by axe, nothing sticks out sideways."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from api.running import running
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
PAGES = (
    "/", "/plans", "/departments", "/targets", "/targets?unowned=true", "/targets?milestones=true", "/duties", "/duties?q=生态环境", "/search?q=水", "/search?q=没有这样的词",
    f"/plans/{PLAN}", f"/plans/{PLAN}?show=nobody", f"/plans/{PLAN}/text?start=546&end=560", f"/plans/{PLAN}/report",
    f"/measures/{PLAN}/measure/深入打好蓝天保卫战", f"/goals/{PLAN}/goal/推进重点领域绿色低碳转型", f"/goals/{PLAN}/goal/主要目标", f"/targets/{PLAN}/target/空气质量优良天数比例@2025",
    "/departments/区生态环境局", "/departments/区生态环境局?show=lead_shared", "/upload", "/names", "/graph", "/graph?center=大气&depth=0",
    "/graph?from=区水利局&to=区教委",
    f"/evidence/LEADS|重庆市/永川区/ecology-environment|{PLAN}/measure/深入打好蓝天保卫战|s", "/about",
    "/bottlenecks", "/matrix", "/deadlines", "/measures", "/citations", "/compare/leads?function=ecology-environment", "/compare/targets",
    "/networks", "/decisions", "/progress", "/coordination?department=区生态环境局", "/figures", '/what-if?change={"kind":"abolish","department":"区农业农村委"}',
)  # fmt: skip
FIRST_CELLS = """
[...document.querySelectorAll('.scroll table:not(.matrix) tbody tr > :first-child')].map(cell => cell.offsetWidth)
"""
SCROLLED = """
Math.min(...[...document.querySelectorAll('.scroll:has(table:not(.matrix))')].map(region => {
  region.scrollLeft = 10000;
  return region.querySelector('tbody tr > :first-child').getBoundingClientRect().left - region.getBoundingClientRect().left;
}))
"""
LOOKED_FOR = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # of the rest axe then tells one element a rule, not thousands
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One kind of store: what a page looks like does not depend on it."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('looked-at') / 'store.sqlite3'}", create=True) as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        with running(store) as at:
            yield at


@pytest.fixture(params=["zh", "en"])
def visitor(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Reader]:
    somebody = Reader(chromium, address, language=request.param)
    yield somebody
    somebody.leave()


LOOKED_AT = {"zh": 390, "en": 1300}
"""At which width axe looks at a page: each page in both languages and at both widths, in two looks and not in four."""


def test_no_violation(visitor: Reader) -> None:
    found = {}
    for path in PAGES:
        page = visitor.open(path)
        violations = [
            ("sticks out", [[str(width), str(wide)]]) for width in (1300, 390) if (wide := _width(page, width)) > width
        ]
        _width(page, LOOKED_AT[visitor.language])
        answer = Axe().run(page, options=LOOKED_FOR)
        violations += [
            (violation["id"], [node["target"] for node in violation["nodes"]][:3])
            for violation in answer.response["violations"]
        ]
        if violations:
            found[path] = violations
    assert found == {}


def _width(page: Page, width: int) -> int:
    """How wide the page is in a window of that width."""
    page.set_viewport_size({"width": width, "height": 900})
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("path", [
    "/", "/plans", "/departments", "/targets", "/targets?milestones=true", f"/goals/{PLAN}/goal/推进重点领域绿色低碳转型", "/departments/区生态环境局",
    "/coordination?department=区生态环境局", "/figures",
])  # fmt: skip
def test_names_can_be_read_on_a_phone(visitor: Reader, path: str) -> None:
    """The first column names the row: it keeps its width and stays in sight while the rest is scrolled sideways."""
    visitor.page.set_viewport_size({"width": 390, "height": 900})
    page = visitor.open(path)
    rows = page.locator(".scroll table:not(.matrix) tbody tr")
    assert rows.count() > 0
    widths = page.evaluate(FIRST_CELLS)
    assert min(widths) >= 100
    assert page.evaluate(SCROLLED) >= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_preview_of_an_upload(visitor: Reader, tmp_path: Path) -> None:
    """The one page that an address does not open; of an edited plan, so that it adds, changes and drops."""
    plan = tmp_path / "plan.txt"
    seed = seed_plans()[0].read_text(encoding="utf-8")
    assert seed.count("区城市管理局、") > 1
    plan.write_text(seed.replace("区城市管理局、", "", 1).replace("30.3", "31.3"), encoding="utf-8")
    for width in (1300, 390):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        page = visitor.open("/upload")
        page.locator("input[type=file]").set_input_files(plan)
        page.locator("main form button").click()
        expect(page.locator("form.confirm")).to_be_visible()
        answer = Axe().run(page, options=LOOKED_FOR)
        assert [violation["id"] for violation in answer.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        visitor.shot(f"preview-{width}")


def test_every_page_of_a_problem(visitor: Reader) -> None:
    """Problem pages too; the browser complains of the status itself, and of nothing else."""
    for path in ("/departments/没有这个局", "/graph?center=没有这个词", "/targets?offset=-1"):
        page = visitor.open(path) if not path.startswith("/graph") else visitor.page
        page.goto(visitor.address + path)
        answer = Axe().run(page, options=LOOKED_FOR)
        assert answer.response["violations"] == []
    visitor.complaints = [words for words in visitor.complaints if "the server responded with a status" not in words]


def test_the_keyboard_reaches_the_content_first(visitor: Reader) -> None:
    page = visitor.open("/targets")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
