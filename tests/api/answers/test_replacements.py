"""Which plan takes the place of which: by its words, and a final text of its draft, on every store, page, list and address."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.questions.plans.plans import find_plan
from graph.questions.plans.replacements import Replacement, replacements, stated_replacements, without_a_bracket
from graph.store import Store
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.load import load_source

OLD = """永嘉县人民政府办公室关于印发护林方案的通知
永政办发〔2018〕9号
各部门：
现将护林方案印发给你们。
一、管护山林
加强巡山护林。（责任单位：县林业局）
永嘉县人民政府办公室
2018年3月1日
"""
NEW = """永嘉县人民政府办公室关于印发护林行动方案的通知
永政办发〔2023〕5号
各部门：
现将护林行动方案印发给你们。
一、管护山林
加强巡山护林。（责任单位：县林业局）
二、施行
本方案自印发之日起施行，《永嘉县人民政府办公室关于印发护林方案的通知》（永政办发〔2018〕9号）同时废止。
永嘉县人民政府办公室
2023年3月1日
"""
OTHER_PLACE = OLD.replace("永嘉县", "永康市")
FINAL = """永嘉县养老服务行动方案
一、建设食堂
新建社区食堂。（责任单位：县民政局）
永嘉县人民政府办公室
2024年3月1日
"""
DRAFT = FINAL.replace("永嘉县养老服务行动方案", "永嘉县养老服务行动方案（征求意见稿）").replace("3月1日", "1月1日")


def load(store: Store, *texts: str) -> None:
    for text in texts:
        assert load_source(store, read_bytes(text.encode(), "plan.txt"), by="tester").error is None


def said(found: tuple[Replacement, ...]) -> list[tuple[str, str, str]]:
    return [(each.how, each.plan.text("number"), each.other.text("number")) for each in found]


def test_the_plan_that_ends_another_and_the_one_that_is_ended(store: Store) -> None:
    load(store, OTHER_PLACE, OLD, NEW)
    view = store.view()
    new, old = find_plan(view, "永政办发〔2023〕5号"), find_plan(view, "永政办发〔2018〕9号@浙江省/温州市/永嘉县")
    assert said(replacements(view, new).replaces) == [("repeals", "永政办发〔2023〕5号", "永政办发〔2018〕9号")]
    (by,) = replacements(view, old).replaced_by
    assert (by.plan.id, by.edge and by.edge.evidence.statement and by.edge.evidence.statement.quote[-4:]) == (
        new.id,
        "同时废止",
    )
    assert not replacements(view, old).replaces
    other = find_plan(view, "永政办发〔2018〕9号@浙江省/金华市/永康市")
    found = stated_replacements(view, [new, old, other])
    assert set(found) == {new.id, old.id}, "a plan of another place is not meant"


def test_the_draft_of_a_final_text_by_the_titles(store: Store) -> None:
    load(store, DRAFT, FINAL)
    view = store.view()
    final = find_plan(view, "永嘉县养老服务行动方案")
    (draft,) = replacements(view, final).replaces
    assert (draft.how, draft.edge, draft.other.text("edition")) == ("final-of-draft", None, "draft")
    (back,) = replacements(view, draft.other).replaced_by
    assert back.plan.id == final.id


def test_a_title_without_each_of_its_brackets() -> None:
    assert without_a_bracket("护林办法（试行）（征求意见稿）") == {"护林办法（试行）", "护林办法（征求意见稿）"}
    assert without_a_bracket("护林办法") == set()


@pytest.fixture
def client() -> Iterator[TestClient]:
    with open_store("sqlite://") as opened:
        load(opened, OLD, NEW, DRAFT, FINAL)
        with TestClient(create_app(opened, Settings(user="tester"))) as found:
            yield found


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("已被废止", "已废止")), ("en", ("was repealed by", "repealed"))]
)
def test_pages_say_that_a_plan_was_repealed(client: TestClient, language: str, words: tuple[str, str]) -> None:
    page = client.get("/plans/永政办发〔2018〕9号", params={"lang": language}).text
    assert words[0] in page
    assert "护林行动方案" in page
    assert words[1] in client.get("/plans", params={"lang": language}).text
    assert words[1] in client.get("/", params={"lang": language}).text
    final = client.get("/plans/永嘉县养老服务行动方案", params={"lang": language}).text
    assert {"zh": "据两者标题推断", "en": "inferred from the two titles"}[language] in final


def test_the_api_gives_both_directions_with_the_words(client: TestClient) -> None:
    new = client.get("/api/plans/永政办发〔2023〕5号").json()
    (found,) = new["replaces"]
    assert (found["how"], found["basis"], found["plan"]["number"]) == ("repeals", "text", "永政办发〔2018〕9号")
    old = client.get("/api/plans/永政办发〔2018〕9号").json()
    assert old["replaced_by"][0]["plan"]["id"] == new["id"]
    edge = client.get(f"/api/evidence/{old['replaced_by'][0]['evidence']['edge']}").json()
    assert edge["edge"]["evidence"]["statement"]["quote"].endswith("同时废止")
    assert client.get(f"/evidence/{old['replaced_by'][0]['evidence']['edge']}").status_code == 200
    draft = client.get("/api/plans/永嘉县养老服务行动方案").json()["replaces"][0]
    assert (draft["basis"], draft["evidence"]) == ("inferred", None)
    listed = {plan["number"]: plan["replaced_by"] for plan in client.get("/api/plans").json()["items"]}
    assert listed["永政办发〔2018〕9号"]
    assert not listed["永政办发〔2023〕5号"]
