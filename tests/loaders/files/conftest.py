"""Files made by code for the tests of the formats: nothing here comes from a real plan."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

Members = Mapping[str, str | bytes]
WordFile = Callable[..., bytes]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{_WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


@pytest.fixture(scope="session")
def zipped() -> Callable[[Members], bytes]:
    """A zip archive of the members."""
    return _zipped


def _zipped(members: Members) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.fixture(scope="session")
def word_file() -> WordFile:
    """A docx from the XML inside w:body, w:numbering, w:styles and w:footnotes."""
    return _word_file


def _word_file(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "") -> bytes:
    parts = {"numbering": numbering, "styles": styles, "footnotes": footnotes}
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts if parts[name]
    )
    members = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
    }
    for name, content in parts.items():
        if content:
            members[f"word/{name}.xml"] = f"<w:{name} {_SPACES}>{content}</w:{name}>"
    return _zipped(members)


@dataclass
class Sheet:
    """A page to be written as PDF or OFD: texts at (x, baseline) from the top left, and lines, in points."""

    texts: list[tuple[float, float, str]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)


Table = Sequence[Sequence[str]]
LEFT, TOP, WIDTH, HEIGHT, SIZE, STEP = 79.0, 105.0, 448.0, 842.0, 16.0, 29.0
PER_LINE = 28
PER_PAGE = 22


def laid_out(content: Sequence[str | Table], head: str = "") -> list[Sheet]:
    """Paragraphs and tables as an office lays them out: 28 characters a line, first lines indented, numbered pages.

    A paragraph that begins with `^` is centred, one with `>` stands at the right; `head` stands over every page.
    """
    maker = _Maker()
    for item in content:
        if isinstance(item, str):
            maker.paragraph(item)
        else:
            maker.table(item)
    return maker.pages(head)


class _Maker:
    def __init__(self) -> None:
        self._sheets = [Sheet()]
        self._row = 0

    def paragraph(self, text: str) -> None:
        kind, text = (text[0], text[1:]) if text[0] in "^>" else ("", text)
        for at, line in enumerate(_wrapped(text, PER_LINE, 0 if kind else 2)):
            x = LEFT + (2 * SIZE if at == 0 and not kind else 0)
            if kind:
                x = LEFT + (WIDTH - _width(line)) / (2 if kind == "^" else 1) - (2 * SIZE if kind == ">" else 0)
            self._space(1)
            self._sheets[-1].texts.append((x, TOP + STEP * self._row, line))
            self._row += 1

    def table(self, rows: Table) -> None:
        """A ruled table; `^` and `<` are squares of the cell above or on the left, `|` parts the lines of a cell."""
        columns = max(map(len, rows))
        width = WIDTH / columns
        full = [[*row, *["<"] * (columns - len(row))] for row in rows]
        for at, row in enumerate(full):
            spans = [next((n for n in range(c + 1, columns) if row[n] != "<"), columns) - c for c in range(columns)]
            cells = [
                []
                if text in ("^", "<")
                else [line for part in text.split("|") for line in _wrapped(part, int((span * width - 8) // SIZE), 0)]
                for text, span in zip(row, spans, strict=True)
            ]
            height = max(1, *(len(cell) for cell in cells))
            self._space(height)
            top, foot = TOP + STEP * self._row - 22, TOP + STEP * (self._row + height) - 22
            below = full[at + 1] if at + 1 < len(full) else [""] * columns
            for column, cell in enumerate(cells):
                x = LEFT + column * width
                for line, words in enumerate(cell):
                    self._sheets[-1].texts.append((x + 4, TOP + STEP * (self._row + line), words))
                sides = [
                    (row[column] != "^", (x, top, x + width, top)),
                    (below[column] != "^", (x, foot, x + width, foot)),
                    (row[column] != "<", (x, top, x, foot)),
                    (column + 1 == columns, (x + width, top, x + width, foot)),
                ]
                self._sheets[-1].lines += [line for drawn, line in sides if drawn]
            self._row += height

    def _space(self, rows: int) -> None:
        if self._row + rows > PER_PAGE:
            self._sheets.append(Sheet())
            self._row = 0

    def pages(self, head: str) -> list[Sheet]:
        for number, sheet in enumerate(self._sheets, 1):
            if head:
                sheet.texts.append((LEFT, 60, head))
            mark = f"— {number} —"
            sheet.texts.append((LEFT + (WIDTH - _width(mark)) / 2, HEIGHT - 60, mark))
        return self._sheets


def _width(text: str) -> float:
    return sum(SIZE if sign > "\u2000" else SIZE / 2 for sign in text)


def _wrapped(text: str, per_line: int, indent: int) -> Sequence[str]:
    lines: list[str] = []
    line = ""
    for sign in text:
        if _width(line + sign) > SIZE * (per_line - (indent if not lines else 0)) and sign not in "，。、；：）":
            lines.append(line)
            line = ""
        line += sign
    return [*lines, line]


FONT = (
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    "/DW 1000/W[32 126 500]/FontDescriptor<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -120 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>"
)


def pdf_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The pages as a PDF whose only font is not embedded but has a Unicode map."""
    signs = sorted({sign for sheet in sheets for _, _, text in sheet.texts for sign in text})
    maps = "".join(
        f"{len(block)} beginbfchar\n" + "".join(f"<{ord(s):04X}> <{ord(s):04X}>\n" for s in block) + "endbfchar\n"
        for block in (signs[at : at + 100] for at in range(0, len(signs), 100))
    )
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{maps}endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(sheets)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        FONT,
        _stream(unicode_map),
    ]
    for at, sheet in enumerate(sheets):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 {HEIGHT:g}]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * at} 0 R>>"
        )
        drawn = [f"{x:g} {HEIGHT - y:g} m {u:g} {HEIGHT - v:g} l S" for x, y, u, v in sheet.lines]
        shown = [
            f"BT /F {SIZE:g} Tf {x:g} {HEIGHT - y:g} Td <{''.join(f'{ord(s):04X}' for s in text)}0020> Tj ET"
            for x, y, text in sheet.texts  # the space: pdfium drops a lone glyph of a font that is not embedded
        ]
        objects.append(_stream("\n".join(drawn + shown)))
    return _pdf(objects)


def _stream(text: str) -> str:
    return f"<</Length {len(text)}>>stream\n{text}\nendstream"


def _pdf(objects: Sequence[str]) -> bytes:
    data, places = "%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return (data + f"{end}startxref\n{len(data)}\n%%EOF").encode("latin-1")


def ofd_bytes(sheets: Sequence[Sheet], namespace: str = "http://www.ofdspec.org/2016") -> bytes:
    """The pages as an OFD, glyph by glyph with the steps between them."""
    scale = 25.4 / 72
    space = f'xmlns:ofd="{namespace}"'
    pages = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(sheets)))
    members = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
    }
    for at, sheet in enumerate(sheets):
        objects = ""
        for x, y, text in sheet.texts:
            steps = " ".join(f"{_width(sign) * scale:.4f}" for sign in text[:-1])
            if len({_width(sign) for sign in text}) == 1 and len(text) > 1:
                steps = f"g {len(text) - 1} {_width(text[0]) * scale:.4f}"
            objects += (
                f'<ofd:TextObject ID="1" Boundary="{x * scale:.4f} {(y - SIZE) * scale:.4f} 200 10" Size="{SIZE * scale:.4f}">'
                f'<ofd:TextCode X="0" Y="{SIZE * scale:.4f}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
            )
        for x, y, to_x, to_y in sheet.lines:
            objects += (
                f'<ofd:PathObject ID="2" Boundary="{x * scale:.4f} {y * scale:.4f} 1 1" Stroke="true"><ofd:AbbreviatedData>'
                f"M 0 0 L {(to_x - x) * scale:.4f} {(to_y - y) * scale:.4f}</ofd:AbbreviatedData></ofd:PathObject>"
            )
        members[f"Doc_0/Pages/Page_{at}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer><ofd:PageBlock>{objects}</ofd:PageBlock></ofd:Layer></ofd:Content>"
            "</ofd:Page>"
        )
    return _zipped(members)


@pytest.fixture(scope="session")
def pdf_file() -> Callable[..., bytes]:
    """A PDF of paragraphs and tables, laid out as an office does."""
    return lambda content, head="": pdf_bytes(laid_out(content, head))


@pytest.fixture(scope="session")
def ofd_file() -> Callable[..., bytes]:
    """An OFD of paragraphs and tables, laid out as an office does."""
    return lambda content, head="", **options: ofd_bytes(laid_out(content, head), **options)
