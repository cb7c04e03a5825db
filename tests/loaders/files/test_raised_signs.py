"""Raised digits and formulas are characters of the line, in Word, in pages and in printed pages."""

from collections.abc import Callable

import pytest

from loaders.files.formats.fixed.glyph_lines import lines
from loaders.files.formats.fixed.glyph_pages import Glyph
from loaders.files.formats.superscripts import raised
from loaders.files.source import read_bytes

WordFile = Callable[..., bytes]
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    ("signs", "upper"), [("4", "⁴"), ("-3", "⁻³"), ("12", "¹²"), ("①", "①"), ("[2]", "[2]"), ("", ""), ("注", "注")]
)
def test_signs_are_raised_where_unicode_has_them(signs: str, upper: str) -> None:
    assert raised(signs) == upper


def run(words: str, align: str = "") -> str:
    properties = f'<w:rPr><w:vertAlign w:val="{align}"/></w:rPr>' if align else ""
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


def letters(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"{run('2.5×10')}{run('4', 'superscript')}{run('吨')}", "2.5×10⁴吨"),
        (f"{run('PM')}{run('2.5', 'subscript')}", "PM2.5"),
        (f"<m:oMath {M}><m:f><m:num>{letters('1')}</m:num><m:den>{letters('3')}</m:den></m:f></m:oMath>", "1/3"),
        (
            f"<m:oMath {M}><m:f><m:fPr><m:type m:val='bar'/></m:fPr><m:num>{letters('a+b')}</m:num><m:den>{letters('c')}</m:den></m:f></m:oMath>",
            "(a+b)/c",
        ),
        (f"<m:oMath {M}>{letters('2×')}<m:sSup><m:e>{letters('10')}</m:e><m:sup>{letters('4')}</m:sup></m:sSup></m:oMath>", "2×10⁴"),
        (f"<m:oMath {M}><m:sSub><m:e>{letters('CO')}</m:e><m:sub>{letters('2')}</m:sub></m:sSub></m:oMath>", "CO2"),
        (f"<m:oMath {M}><m:d><m:e>{letters('x')}</m:e></m:d></m:oMath>", "(x)"),
    ],
)  # fmt: skip
def test_word_writes_raised_digits_and_formulas(word_file: WordFile, inside: str, text: str) -> None:
    assert read_bytes(word_file(f"<w:p>{inside}</w:p>"), "a.docx").text.strip() == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("3.5×10<sup>4</sup>立方米", "3.5×10⁴立方米"),
        ("3.5×10<span style='vertical-align: super'>4</span>立方米", "3.5×10⁴立方米"),
        ("46%<sup>①</sup>", "46%①"),
        ("<sub>2</sub>", "2"),
        ("<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math>以上", "1/3以上"),
        ("<math><mn>2</mn><mo>×</mo><msup><mn>10</mn><mn>4</mn></msup></math>", "2×10⁴"),
    ],
)
def test_pages_write_raised_digits_and_formulas(markup: str, text: str) -> None:
    page = f"<html><body><p>青河县方案</p><p>目标达到{markup}</p></body></html>"
    assert read_bytes(page.encode(), "a.html").text.splitlines()[-1] == f"目标达到{text}"


def test_small_digits_above_the_line_are_raised_and_those_on_it_are_not() -> None:
    base = [Glyph("1", 0, 0, 8, 16, 16), Glyph("0", 8, 0, 16, 16, 16)]
    assert lines([*base, Glyph("4", 16, 0, 20, 9, 9)])[0].text == "10⁴"
    assert lines([*base, Glyph("4", 16, 9, 20, 18, 9)])[0].text == "104"
