"""What a docx holds beside its text: a number in the header of its pages, large pictures, embedded files."""

import base64
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.shared import Cm

from loaders.files.source import SourceText, read_bytes

WordFile = Callable[..., bytes]
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC")
TEXT = "青河县种树方案"


def read(document: Any) -> SourceText:
    stream = io.BytesIO()
    document.save(stream)
    return read_bytes(stream.getvalue(), "plan.docx")


@pytest.mark.parametrize(
    ("heads", "hints"),
    [
        (["青政办发〔2026〕7号"], {"number": "青政办发〔2026〕7号"}),
        (["青政办发〔2026〕7号", "青政办发〔2026〕8号"], {}),
        (["青河县人民政府公报"], {}),
    ],
)
def test_a_number_in_the_header_is_a_hint_and_no_text(heads: list[str], hints: dict[str, str]) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    header = document.sections[0].header
    for words in heads:
        header.add_paragraph(words)
    source = read(document)
    assert (source.text.strip(), dict(source.hints)) == (TEXT, hints)


@pytest.mark.parametrize(("size", "codes"), [((15, 20), ["pictured-content"]), ((4, 4), []), ((14, 1), [])])
def test_large_pictures_are_said_and_seals_and_signs_are_not(size: tuple[int, int], codes: list[str]) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.add_picture(io.BytesIO(PIXEL), width=Cm(size[0]), height=Cm(size[1]))
    assert [problem.code for problem in read(document).problems] == codes


def test_old_pictures_and_embedded_files_are_told_apart(word_file: WordFile) -> None:
    space = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    shape = '<v:shape style="width:12cm;height:8cm"/>'
    picture = f"<w:p><w:r><w:pict {space}>{shape}</w:pict></w:r></w:p>"
    inside = f'<w:p><w:r><w:object {space}>{shape}<o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>'
    words = f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"
    for body, codes in ((picture, ["pictured-content"]), (inside, ["embedded-object"])):
        source = read_bytes(word_file(words + body), "plan.docx")
        assert [problem.code for problem in source.problems] == codes
        assert source.text.strip() == TEXT
