"""What the script of all pages gives: cards that name their cells, columns that stay hidden, keys, the place after a decision."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from api.running import running
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with open_store("sqlite://") as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        with running(store) as at:
            yield at


@pytest.fixture
def visitor(chromium: Browser, address: str) -> Iterator[Reader]:
    somebody = Reader(chromium, address)
    yield somebody
    somebody.leave()


def test_rows_are_cards_on_a_phone_and_columns_stay_hidden(visitor: Reader) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 900})
    page = visitor.open("/departments/区生态环境局")
    table = page.locator("table.duties").first
    expect(table.locator("tbody td").filter(has_text="区").first).to_have_attribute("data-label", "其他单位")
    assert table.evaluate("element => element.scrollWidth <= innerWidth")
    visitor.page.set_viewport_size({"width": 1300, "height": 900})
    page.get_by_text("栏目与疏密").first.click()
    page.get_by_role("checkbox", name="其他单位").first.uncheck()
    expect(table.locator("thead th", has_text="其他单位")).to_be_hidden()
    page.reload()
    expect(page.locator("table.duties").first.locator("thead th", has_text="其他单位")).to_be_hidden()
    page.evaluate("localStorage.clear()")


def test_keys_search_step_help_and_can_be_turned_off(visitor: Reader) -> None:
    page = visitor.open("/targets")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert (
        page.evaluate("[...document.querySelectorAll('tbody tr')].indexOf(document.activeElement.closest('tr'))") == 1
    )
    page.keyboard.press("k")
    assert (
        page.evaluate("[...document.querySelectorAll('tbody tr')].indexOf(document.activeElement.closest('tr'))") == 0
    )
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#q")).to_have_value("j")
    page.locator("h1").click()
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()


def test_a_decision_leaves_the_reader_where_she_was(visitor: Reader) -> None:
    page = visitor.open("/departments/重庆市/永川区/ecology-environment")
    page.evaluate("document.querySelector('form.mine').style.marginTop = '1200px'; scrollTo(0, 900)")
    page.locator("form.mine button").click()
    page.wait_for_load_state()
    assert page.evaluate("scrollY") > 500
