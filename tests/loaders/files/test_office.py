"""Old Office files: LibreOffice makes them new ones; without it, a line says what to install."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from graph.errors import SourceError
from loaders.files.formats import libreoffice, office_conversions
from loaders.files.limits import Limits
from loaders.files.source import read_bytes

needs_office = pytest.mark.skipif(libreoffice.program() is None, reason="needs LibreOffice")
Saved = Callable[[str], bytes]

TEXTS = ["青河县河湖清洁行动方案", "一、重点任务", "（一）推进清淤。（责任单位：县水利局、各乡镇）"]
ROWS = [["任务", "牵头单位", "比例"], ["清淤", "县水利局", "14.5%"], ["种树", "县林业局", "30%"]]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """A document with a table in an old format, as LibreOffice writes it."""
    folder = tmp_path_factory.mktemp("office")
    document = docx.Document()
    for text in TEXTS:
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("附注")  # Word ends every document with a paragraph, and LibreOffice relies on it
    document.save(str(folder / "plan.docx"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, (task, unit, share) in enumerate(ROWS, 1):
        sheet.append([task, unit, share if number == 1 else float(share.rstrip("%")) / 100])
        sheet.cell(number, 3).number_format = "0.0%" if "." in share else "0%"
    book.save(folder / "plan.xlsx")

    def make(extension: str) -> bytes:
        given = "plan.xlsx" if extension == "xls" else "plan.docx"
        path = folder / f"plan.{extension}"
        if not path.exists():
            profile = (folder / "profile").as_uri()
            program = libreoffice.program() or ""
            command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", extension]
            subprocess.run([*command, "--outdir", str(folder), str(folder / given)], check=True, capture_output=True)  # noqa: S603
        return path.read_bytes()

    return make


@needs_office
@pytest.mark.parametrize(
    ("extension", "media_type"),
    [("doc", "application/msword"), ("rtf", "application/rtf"), ("odt", "application/vnd.oasis.opendocument.text")],
)
def test_old_texts_read_as_the_new_one(saved: Saved, extension: str, media_type: str) -> None:
    source = read_bytes(saved(extension), "plan.wps")
    assert source.media_type == media_type
    assert [line for line in source.text.splitlines() if line] == [
        *TEXTS,
        *("\t".join(row) for row in ROWS),
        "附注",
    ]
    assert len(source.cells) == 9
    assert "".join(source.text[o.start : o.end] for o in source.origins) == source.text


@needs_office
def test_old_sheets_keep_their_number_formats(saved: Saved) -> None:
    source = read_bytes(saved("xls"), "plan.et")
    assert source.text.splitlines() == ["\t".join(row) for row in ROWS]
    assert source.problems == ()


@needs_office
def test_old_sheets_without_libreoffice_are_read_bare_and_said(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved("xls")
    monkeypatch.setattr(office_conversions, "program", lambda: None)
    source = read_bytes(data, "plan.xls")
    assert source.text.splitlines()[1] == "清淤\t县水利局\t0.145"
    assert [problem.code for problem in source.problems] == ["no-number-formats"]
    monkeypatch.setattr(office_conversions, "find_spec", lambda _name: None)
    with pytest.raises(SourceError, match="python-calamine"):
        read_bytes(data, "plan.xls")


def test_without_libreoffice_a_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    with pytest.raises(SourceError, match="LibreOffice") as caught:
        read_bytes(rb"{\rtf1 plan}", "plan.doc")
    assert "docx" in caught.value.hint


@needs_office
def test_an_encrypted_and_a_cut_word_file_are_refused(saved: Saved) -> None:
    data = bytearray(saved("doc"))
    head = next(at for at in range(512, len(data), 512) if data.startswith(b"\xec\xa5", at))
    data[head + 11] |= 0x01
    with pytest.raises(SourceError, match="password"):
        read_bytes(bytes(data), "plan.doc")
    with pytest.raises(SourceError):
        read_bytes(saved("doc")[:1500], "plan.doc")


@needs_office
def test_a_conversion_that_hangs_is_stopped(saved: Saved, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = saved("rtf")
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(libreoffice, "program", lambda: str(slow))
    monkeypatch.setattr(libreoffice, "LIMITS", Limits(seconds=1))
    with pytest.raises(SourceError, match="more than 2 seconds"):
        read_bytes(data, "plan.rtf")
