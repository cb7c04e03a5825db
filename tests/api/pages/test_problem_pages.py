"""What a reader of pages can do wrong is told in the reader's language: what, where, and what to do."""

import html
import re

import pytest
from fastapi.testclient import TestClient

from graph.access.time_limits import TimeLimit
from graph.errors import StoreUnavailableError
from graph.store import Store

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
ZH, EN = {"Accept-Language": "zh"}, {"Accept-Language": "en"}
WRONG = [
    ("/departments/没有这个局", 404, "没有叫“没有这个局”的部门"), ("/plans/none", 404, "没有文号或标题为“none”的计划"),
    ("/measures/none", 404, "没有标识为“none”的措施"), ("/goals/none", 404, "没有标识为“none”的目标"),
    ("/targets/none", 404, "没有标识为“none”的指标"), ("/evidence/none", 404, "没有标识为“none”的关系"),
    ("/graph?center=none", 404, "图谱里没有叫“none”的内容"), ("/nothing", 404, "没有这个网页"),
    ("/plans?offset=-1", 422, "起始位置：不能小于 0"), ("/plans?offset=x", 422, "起始位置：要填整数"),
    (f"/plans/{PLAN}/text?start=-5", 422, "起始字：不能小于 0"), ("/bottlenecks?tier=E", 422, "层级：只能是"),
    ("/bottlenecks?many_leads=0", 400, "不能取"), ("/bottlenecks?many_leads=x", 422, "牵头单位达到几家算多家共担：要填数字"),
    ("/search?q=" + "x" * 201, 400, "搜索的文字超过 200 个字"), ("/graph?due_before=soon", 422, "时限：写法不对"),
    ("/what-if?kind=explode", 400, "没有“explode”这种调整"), ("/what-if?kind=abolish", 400, "表单没有填完"),
    ("/what-if?change=nonsense", 400, "网址里的调整读不出来"),
    ('/what-if?change={"kind":"abolish","department":"没有这个局"}', 404, "没有叫“没有这个局”的部门"),
]  # fmt: skip


def told(body: str) -> str:
    """The words of the page's middle."""
    main = re.search(r"<main.*?</main>", body, re.DOTALL)
    assert main
    return html.unescape(re.sub(r"<[^>]+>", " ", main[0]))


@pytest.mark.parametrize(("path", "status", "chinese"), WRONG)
def test_it_is_told_in_chinese_and_english(client: TestClient, path: str, status: int, chinese: str) -> None:
    answer = client.get(path, headers=ZH)
    assert answer.status_code == status
    said = re.sub(r"\s+", "", told(answer.text))
    assert chinese.replace(" ", "") in said
    english = client.get(path, headers=EN)
    assert english.status_code == status
    assert not re.search(r"[\u4e00-\u9fff]", told(english.text).replace("没有这个局", "").replace(PLAN, ""))


@pytest.mark.parametrize(("name", "content", "status", "chinese"), [
    ("empty.txt", b"", 422, "文件是空的"), ("plan.png", b"\x89PNG\r\n\x1a\n" + bytes(64), 422, "这是图片，不是文件正文"),
    ("plan.rar", b"Rar!" + bytes(64), 422, "请解压后上传里面的文件"), ("blank.txt", b" \n ", 422, "文件里没有文字"),
    ("cut.docx", b"PK\x03\x04" + bytes(64), 422, "损坏或不完整"), ("cut.pdf", b"%PDF-1.7" + bytes(64), 422, "文件损坏"),
])  # fmt: skip
def test_files_that_cannot_be_read(client: TestClient, name: str, content: bytes, status: int, chinese: str) -> None:
    answer = client.post("/upload", files={"file": (name, content)}, headers=ZH)
    assert answer.status_code == status
    assert chinese in told(answer.text)
    assert name in told(answer.text)


def test_forms_that_are_refused(client: TestClient) -> None:
    nothing = client.post("/upload", files={"other": ("x.txt", b"x")}, headers=ZH)
    assert "没有选文件" in told(nothing.text)
    late = client.post("/upload/confirm", data={"token": "none"}, headers=ZH)
    assert "15 分钟内" in told(late.text)
    foreign = client.post("/names", data={"kind": "same"}, headers={**ZH, "Origin": "http://elsewhere.example"})
    assert (foreign.status_code, "请求来自别的网站" in told(foreign.text)) == (403, True)
    unsaid = client.post("/names", data={"kind": "same"}, headers=ZH)
    assert (unsaid.status_code, "名称：至少 1 个字" in told(unsaid.text)) == (422, True)
    one = client.post("/names", data={"kind": "same", "subject": "区科技局", "object": "区科技局"}, headers=ZH)
    assert (one.status_code, "已经是同一个部门" in told(one.text)) == (400, True)


def test_a_store_that_is_away(client: TestClient, seeded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*, alone: bool, limit: TimeLimit, question: str) -> None:
        del alone, limit, question
        hint = "start it, or check the address; respgraph goes on by itself when it is back"
        raise StoreUnavailableError("the server does not answer (refused)", where="bolt://127.0.0.1:1", hint=hint)

    monkeypatch.setattr(seeded, "snapshot", away)
    said = told(client.get("/plans", headers=ZH).text)
    assert "数据库服务器没有回应" in said
    assert "恢复后本站会自动继续" in said


def test_programs_are_told_in_english_whatever_they_speak(client: TestClient) -> None:
    body = client.get("/api/departments/没有这个局", headers=ZH).json()
    assert body["type"] == "urn:respgraph:problem:not-found"
    assert body["detail"] == "no department is called '没有这个局'"
    errors = client.get("/api/plans?offset=-1", headers=ZH).json()["errors"]
    assert errors == [{"field": "offset", "message": "Input should be greater than or equal to 0"}]
