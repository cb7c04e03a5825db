"""Files of every format with a few of their bytes or parts changed: each is read whole or refused in words, and no reader makes a mistake.

`make fuzz` changes many more (FUZZ_FILES of each format).
"""

import io
import os
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from benchmarks.long_files import cell, merged, paragraph, sheet, word, word_row
from graph.errors import SourceError
from graph.schema import schema
from loaders.apart.readers import Readers

EXAMPLES = int(os.environ.get("FUZZ_FILES", "8"))
UNREAD = ("makes a mistake", "made its reader fail", "reading the file takes")
LINES = "青河县河湖清洁行动方案\n青府办发〔2024〕7号\n一、目标\n到2025年，水质达标率达到90%以上。\n（一）清淤。整治河道。（责任单位：县水利局、县财政局）\n"
TABLE = (
    ("序号", "任务", "责任单位", "完成时限"),
    ("1", "清淤", "县水利局", "2025年"),
    ("2", "护岸", "县财政局", "长期"),
)
PAGE = (
    "<!doctype html><html><head><meta charset='utf-8'><title>方案</title></head><body><div id='zoom' style='color:red'>"
    + "".join(f"<p>{line}</p>" for line in LINES.splitlines())
    + "<ol start=3><li value=7>甲</li></ol><table><tr><td rowspan=2>任务</td><td colspan=2>单位</td></tr><tr><td>县水利局</td></tr>"
    "</table>10<sup>4</sup><math><mfrac><mn>1</mn><mn>3</mn></mfrac></math></div><script>x</script>\x01尾</body></html>"
)
BODY = (
    "".join(map(paragraph, LINES.splitlines())) + "<w:tbl>" + "".join(word_row(*row) for row in TABLE) + "</w:tbl>"
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>'
)
CELLS = "".join(
    f'<row r="{at}">' + "".join(cell(f"{'ABCD'[n]}{at}", words) for n, words in enumerate(row)) + "</row>"
    for at, row in enumerate(TABLE, 1)
)
MAIL = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="X"\r\n\r\n--X\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n{}\r\n--X--\r\n'
MADE: Mapping[str, Callable[[], bytes]] = {
    "txt": LINES.encode,
    "gbk": lambda: LINES.encode("gb18030"),
    "tabs": lambda: (LINES + "\n".join("\t".join(row) for row in TABLE)).encode("utf-16"),
    "md": (LINES + "\n".join("|" + "|".join(row) + "|" for row in (TABLE[0], ("---",) * 4, *TABLE[1:]))).encode,
    "csv": lambda: "\r\n".join(",".join(f'"{value}"' for value in row) for row in TABLE).encode("utf-8-sig"),
    "html": PAGE.encode,
    "mht": lambda: MAIL.format(PAGE).encode(),
    "docx": lambda: word(lambda _: BODY)(1),
    "xlsx": lambda: sheet(lambda _: CELLS, foot='<mergeCells><mergeCell ref="A2:B3"/></mergeCells>')(1),
    "merged xlsx": lambda: merged(3),
}
ODD = (
    b"-1", b"0", b"999999999999", b"NaN", b'"', b"<", b">", b"&#1;", b"&", b"\xff", b"1e400", b"%9", b"\x00", b"\x01", b"\x0b", b"\xef\xbf\xbe",
    "\ud7ff".encode(), b"\r", b"\t", b"_x0000_", "\u202e".encode(), "（".encode(), "责任单位：".encode(), "\U00020bb7".encode(),
)  # fmt: skip


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers(1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def originals(pdf_file: Callable[..., bytes], ofd_file: Callable[..., bytes]) -> Mapping[str, bytes]:
    content = [*LINES.splitlines(), [list(row) for row in TABLE]]
    return {name: make() for name, make in MADE.items()} | {"pdf": pdf_file(content), "ofd": ofd_file(content)}


@pytest.mark.parametrize("kind", [*MADE, "pdf", "ofd"])
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(seed=st.integers(0, 2**32))
def test_a_changed_file_is_read_or_refused(
    kind: str, originals: Mapping[str, bytes], readers: Readers, seed: int
) -> None:
    data = changed(originals[kind], random.Random(seed))  # noqa: S311 (repeatable, no secret)
    (source,) = readers.ask_all("bytes", [(data, f"plan.{kind}")])
    (read,) = [source] if isinstance(source, SourceError) else readers.ask_all("text", [(source, {})])
    if isinstance(read, SourceError):
        assert not any(sign in read.what for sign in UNREAD), read
        assert read.hint
        return
    document, graphs = read
    assert "".join(source.text[each.start : each.end] for each in source.origins) == source.text
    assert all(0 <= each.start <= each.end <= len(source.text) for each in (*source.cells, *source.generated))
    for graph in graphs:
        schema().check(graph, document.text)


def changed(data: bytes, chance: random.Random) -> bytes:
    """A file with something changed: bytes of it, or bytes or elements of a part of a package."""
    if not data.startswith(b"PK") or chance.random() < 0.1:
        return _bytes(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(list(parts))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for each, content in parts.items():
            if each != name:
                package.writestr(each, content)
            elif chance.random() < 0.95:
                package.writestr(each, _elements(content, chance) if chance.random() < 0.7 else _bytes(content, chance))
    return stream.getvalue()


def _bytes(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(4):
            case 0:
                del found[at : at + chance.choice((1, 5, 60))]
            case 1:
                found[at:at] = found[max(0, at - chance.choice((3, 40, 400))) : at] * chance.choice((1, 2, 20))
            case _:
                found[at:at] = chance.choice(ODD)
    return bytes(found)


def _elements(data: bytes, chance: random.Random) -> bytes:
    """A part whose elements are left out, doubled, moved, emptied or given odd attributes."""
    root = etree.fromstring(data)
    for _ in range(chance.choice((1, 2, 5))):
        inside = [one for one in root.iter() if one is not root]
        if not inside:
            break
        one, other = chance.choice(inside), chance.choice([root, *inside])
        above = one.getparent()
        match chance.randrange(6):
            case 0 if above is not None:
                above.remove(one)
            case 1 if above is not None:
                above.append(etree.fromstring(etree.tostring(one, with_tail=False)))
            case 2 if one not in other.iterancestors() and one is not other:
                other.insert(0, one)
            case 3:
                one.tag = other.tag
            case 4 if one.attrib:
                one.set(
                    chance.choice(list(one.attrib)),
                    chance.choice(("", "-1", "0", "99999999999", "NaN", "A1", "rId9", "水", "1.5")),
                )
            case _:
                one.text = chance.choice(("", "-1", "1e400", "=1+1", "#REF!", "水" * 300, "\n", "_x0001_", "99999"))
    return etree.tostring(root)
