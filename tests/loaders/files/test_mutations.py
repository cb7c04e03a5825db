"""Files broken at random: they are read or refused with a SourceError, and origins and cells always fit the text."""

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from graph.errors import SourceError
from loaders.files.source import read_bytes

Archive = Callable[[dict[str, str | bytes]], bytes]

WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:numPr>'
    '<w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>推进清淤</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr>'
    '<w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>任务</w:t></w:r>'
    "</w:p></w:tc><w:tc><w:p><w:r><w:t>县水利局</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
)
PAGE = (
    "<html><body><div id='zoom'><p>推进清淤。</p><ol start=3><li>甲</li></ol><table><tr><td rowspan=2>任务</td>"
    "<td colspan=2>单位</td></tr><tr><td>县水利局</td></tr></table></div></body></html>"
)
TEXT = "青河县河湖清洁行动方案\r\n一、目标\t责任单位\n清淤\t县水利局\n"
ODD = (b"-1", b"999999999999", b"NaN", b'"', b"<", b">", b"&#1;", b"\xff", b"1e400", b"%9", b"\x00")


def broken(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(changed) + 1)
        if chance.random() < 0.5:
            changed[at:at] = chance.choice(ODD)
        else:
            del changed[at : at + chance.choice((1, 5, 60))]
    return bytes(changed)


@pytest.mark.parametrize("kind", ["word", "ofd", "sheet", "page", "text"])
def test_broken_files_are_read_or_refused(kind: str, zipped: Archive, ofd_file: Callable[..., bytes]) -> None:
    chance = random.Random(kind)  # noqa: S311 (repeatable, no secret)
    with zipfile.ZipFile(io.BytesIO(ofd_file(["推进清淤。", [["任务", "单位"], ["清淤", "县水利局"]]]))) as made:
        layout = {name: made.read(name) for name in made.namelist()}
    read = 0
    for _ in range(150):
        members: dict[str, str | bytes] = {}
        match kind:
            case "word":
                members = {"word/document.xml": broken(WORD.encode(), chance)}
            case "sheet":
                members = {"xl/workbook.xml": broken(b"<workbook><sheets/></workbook>", chance)}
            case "ofd":
                name = chance.choice(list(layout))
                members = {**layout, name: broken(layout[name], chance)}
        data = zipped(members) if members else broken((PAGE if kind == "page" else TEXT).encode(), chance)
        try:
            source = read_bytes(data, "plan")
        except SourceError:
            continue
        read += 1
        assert "".join(source.text[o.start : o.end] for o in source.origins) == source.text
        assert all(0 <= cell.start <= cell.end <= len(source.text) for cell in source.cells)
    assert read or kind == "sheet"
