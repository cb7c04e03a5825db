"""PDF and OFD: lines become paragraphs, ruling lines become tables, pages lose their numbers; what can't be read is said."""

from collections.abc import Callable

import pytest

from graph.errors import SourceError
from loaders.files.formats.fixed.glyph_lines import lines, spaced
from loaders.files.formats.fixed.glyph_pages import Glyph, repaired
from loaders.files.source import SourceText, read_bytes

Maker = Callable[..., bytes]

PARAGRAPHS = [
    "^青河县河湖清洁行动方案",
    "各乡镇人民政府，县政府各部门：",
    "为改善全县河湖水质，" + "保障群众饮水安全，" * 12 + "制定本方案。",
    ">2026年3月5日",
    "一、主要目标",
    "到2028年，全县河段水质达到Ⅲ类的比例不低于95.5%，新增河湖缓冲带120公里。" * 9,
    "（一）推进清淤。完善台账，明确时限。（责任单位：县水利局、各乡镇）",
    "（二）种树。",
]
TABLE = [
    ["序号", "重点任务", "责任单位"],
    *([str(n), f"完成第{n}段河道清淤疏浚并通过县级验收", "县水利局、县生态环境局"] for n in range(1, 19)),
]
LINES = [text.lstrip("^>") for text in PARAGRAPHS] + ["\t".join(row) for row in TABLE]


def read(data: bytes, name: str) -> SourceText:
    source = read_bytes(data, name)
    assert "".join(source.text[o.start : o.end] for o in source.origins) == source.text
    return source


@pytest.fixture(params=["pdf", "ofd"])
def made(request: pytest.FixtureRequest) -> Maker:
    maker: Maker = request.getfixturevalue(f"{request.param}_file")
    return maker


def test_paragraphs_and_tables_are_read_across_pages(made: Maker) -> None:
    source = read(made([*PARAGRAPHS, TABLE]), "plan")
    assert source.text.splitlines() == LINES
    at = source.text.index("完成第18段")
    place = next(origin.place for origin in source.origins if origin.start <= at < origin.end)
    assert place == "page 4 table 1 row 19 column 重点任务"
    assert source.origins[0].place == "page 1"
    words = {(c.row, c.column): source.text[c.start : c.end] for c in source.cells}
    assert words[3, 3] == "县水利局、县生态环境局"


def test_running_heads_are_left_out_and_repeated_body_text_is_not(made: Maker) -> None:
    body = [f"第{n}项工作要持续推进，" + "不断巩固提升治理成效，" * 3 + "确保按期完成。" for n in range(30)]
    source = read(made(body, head="青河县人民政府公报 2026年第3期"), "plan")
    assert source.text.splitlines() == body


def test_ofd_without_a_namespace_is_read(ofd_file: Maker) -> None:
    assert read(ofd_file(PARAGRAPHS, namespace="x"), "a.ofd").text.splitlines() == LINES[: len(PARAGRAPHS)]


def glyphs(text: str, *, top: float = 0.0, left: float = 0.0, gaps: dict[int, float] | None = None) -> list[Glyph]:
    made = []
    for at, sign in enumerate(text):
        left += (gaps or {}).get(at, 0.0)
        width = 10.0 if sign > "\u2000" else 5.0
        made.append(Glyph(sign, left, top, left + width, top + 10, 10))
        left += width
    return made


def test_spaces_touching_chinese_go_and_words_stay_apart() -> None:
    assert spaced("办发 〔 2022 〕 112 号") == "办发〔2022〕112号"
    assert spaced("Plan A of  2025 年") == "Plan A of 2025年"
    assert [line.text for line in lines(glyphs("增长5", gaps={2: 4}) + glyphs("AB", top=20, gaps={1: 4}))] == [
        "增长5",
        "A B",
    ]


def test_radicals_become_characters() -> None:
    assert "".join(map(repaired, "⼀⻓⻅⽔豈")) == "一长见水豈"
    assert repaired("\u200b") == ""


def test_an_encrypted_file_is_refused() -> None:
    data = _pdf_with("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", encrypted=True)
    with pytest.raises(SourceError, match="password"):
        read(data, "a.pdf")


def test_a_scan_is_sent_to_ocr() -> None:
    picture = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream",
        "<</Length 24>>stream\nq 90 0 0 90 0 0 cm /I Do Q\nendstream",
    )
    with pytest.raises(SourceError, match="scan") as caught:
        read(_pdf_with(*picture), "a.pdf")
    assert "OCR" in caught.value.hint
    with pytest.raises(SourceError, match="no text"):
        read(_pdf_with("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"), "a.pdf")


def test_fonts_without_a_unicode_map_are_refused(pdf_file: Maker, ofd_file: Maker) -> None:
    private = ["".join(chr(0xE000 + at) for at in range(20)) + "正文"]
    for data in (pdf_file(private), ofd_file(private)):
        with pytest.raises(SourceError, match="Unicode map"):
            read(data, "a")


@pytest.mark.parametrize("cut", [30, 400, 2000])
def test_a_file_cut_short_is_refused_or_read_in_part(made: Maker, cut: int) -> None:
    with pytest.raises(SourceError, match=r"damaged|no text|binary"):
        read(made(PARAGRAPHS)[:cut], "a")


def _pdf_with(page: str, *others: str, encrypted: bool = False) -> bytes:
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, *others]
    body = "%PDF-1.5\n" + "".join(f"{n} 0 obj\n{content}\nendobj\n" for n, content in enumerate(objects, 1))
    lock = ""
    if encrypted:
        lock = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<{'00' * 16}><{'00' * 16}>]"
    return f"{body}trailer<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\n%%EOF".encode("latin-1")
