"""The paper of two pages: the ten kinds that matter first, within two sheets of A4 in both languages, with the annex on demand."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from api.answers.bottlenecks import matter_facts
from api.exports.list_requests import Wanted
from api.exports.lists import docx_file
from api.exports.papers.briefs import MOST_SIGNS, brief
from graph.questions.bottlenecks.findings import findings
from graph.schema import Language
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

CODES: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


@pytest.fixture(scope="module")
def seeded() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        load(store, seed_plans())
        yield store


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ten_kinds_each_with_what_to_do_and_why(seeded: Store, language: Language) -> None:
    view = seeded.view()
    found = findings(view, tuple(view.ledger().entries), matters=matter_facts)
    paper = brief(found, language)
    assert [row.number for row in paper.rows] == [str(number) for number in range(1, 11)]
    assert all(row.act and row.why and row.who for row in paper.rows)
    assert all(len(said) <= MOST_SIGNS[language] for row in paper.rows for said in row.why.splitlines())
    kinds = {finding.rule for finding in found.page.items}
    assert sum(row.title.count("·") for row in paper.rows) == len(kinds)  # alike ones stand together
    assert paper.rest == ""
    assert str(found.count) in paper.annex


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_can_be_read_alone(seeded: Store, language: Language) -> None:
    """No bare number of a measure, no request twice, no annex that the file does not hold."""
    view = seeded.view()
    found = findings(view, tuple(view.ledger().entries), matters=matter_facts)
    paper = brief(found, language)
    for row in paper.rows:
        assert not re.search(r"（[一二三四五六七八九十]+）(?:\d+\.)?(?:[、，。；]|, |\.|$)", row.why), row.why
    assert len({row.act for row in paper.rows}) == len(paper.rows)
    for word in ("附件：", "Annex:"):
        assert word not in paper.annex + paper.rest
    assert any(word in brief(found, language, annexed=True).annex for word in ("附件：", "Annex:"))


def test_what_stands_first_is_what_nobody_owns(seeded: Store) -> None:
    view = seeded.view()
    paper = brief(findings(view, tuple(view.ledger().entries), matters=matter_facts), "zh")
    first, second, *_ = paper.rows
    assert first.act == "写明该指标的责任单位，或在有关措施中写入该指标。"
    assert first.title == "主要指标无责任单位 · 共 6 条"
    named = "（二十二）加强统筹协调、（二十三）强化责任落实、（二十四）严格监督考核"
    assert second.why == f"全部24项措施中，3项没有写明由谁负责：{named}。"


def test_the_annex_is_the_long_form(seeded: Store) -> None:
    short, whole = (
        Document(io.BytesIO(docx_file(seeded.view(), name, Wanted(), "zh", "zh-CN")))
        for name in ("meeting", "meeting-annex")
    )
    assert len(short.tables) == 1
    assert len(short.tables[0].rows) == 11
    assert len(whole.tables) > 50
    assert sum(paragraph.text == "议定事项：" for paragraph in whole.paragraphs) == 54


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_it_fits_two_pages(seeded: Store, tmp_path: Path) -> None:
    for language, code in CODES.items():
        (tmp_path / f"{language}.docx").write_bytes(docx_file(seeded.view(), "meeting", Wanted(), language, code))
    asked = [str(tmp_path / f"{language}.docx") for language in CODES]
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *asked]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - our own files
    assert [len(pypdfium2.PdfDocument(tmp_path / f"{language}.pdf")) for language in CODES] == [2, 2]
