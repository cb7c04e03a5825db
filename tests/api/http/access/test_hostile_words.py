"""Words of plans, of reasons, of notes and of addresses that would be markup or a formula where somebody believed them."""

import io
import re
from urllib.parse import quote

import openpyxl

from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.people import OWN, explorer, sign_in, with_accounts

HOSTILE = """<img src=x onerror=alert(1)></script><script>alert(2)</script>" onmouseover="alert(3)"""
FORMULA = '=HYPERLINK("http://evil.example","x")'


# Words of plans, of reasons, of notes and of addresses are words on every page, and in no file a formula.
def test_words_do_nothing_wherever_they_are_shown() -> None:
    words = f"""青河县{HOSTILE}河湖清洁行动方案
一、{FORMULA}整治河道{HOSTILE}
（一）清理{HOSTILE}淤泥。到2025年，水质达标率达到95%以上。（责任单位：县{HOSTILE}水利局、{FORMULA}局）
（二）@SUM(A1)建设堤防。2025年底前完成。（牵头单位：县水利局；配合单位：县{HOSTILE}林业局）
"""
    people = with_accounts(open_store("sqlite://"))
    load_source(people, read_bytes(words.encode(), f"{HOSTILE}.txt"), force=True)
    view = people.view()
    (plan,) = [record.plan for record in view.load_records()]
    measures = [node.id for node in view.list_nodes("Measure", plan=plan).items]
    with people, explorer(people) as client:
        sign_in(client, "admin")
        client.post("/api/tokens", json={"note": HOSTILE}, headers=OWN)
        for said in (
            {"kind": "progress", "subject": measures[0], "values": {"state": "done", "note": HOSTILE}},
            {"kind": "correct-node", "subject": measures[0], "values": {"title": FORMULA + HOSTILE}},
        ):
            made = client.post("/api/decisions", json={**said, "why": HOSTILE + FORMULA}, headers=OWN)
            assert made.status_code == 201, made.text
        paths = [f"/plans/{quote(plan, safe='')}{part}" for part in ("", "/text", "/report", "/history")]
        paths += [f"/measures/{quote(measure, safe='')}" for measure in measures]
        paths += ["/decisions", "/progress", "/account", "/audit", "/names", "/bottlenecks", "/coordination", "/matrix"]
        lists = (
            "/search?q",
            "/duties?q",
            "/plans?q",
            "/duties?plan",
            "/graph?plan",
            "/graph?department",
            "/login?next",
        )
        paths += [f"{each}={quote(HOSTILE)}" for each in lists]
        live = re.compile(r'<img src=x|</script><script>alert|" onmouseover="')
        for path in paths:
            answer = client.get(path)
            assert answer.status_code < 500, path
            assert not live.search(answer.text), path
            assert "default-src 'none'" in answer.headers["content-security-policy"], path
        for name in ("measures", "duties", "targets", "departments", "tasks", "plans", "talk"):
            book = openpyxl.load_workbook(io.BytesIO(client.get(f"/api/export/xlsx?list={name}").content))
            kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
            assert "f" not in kinds, name
