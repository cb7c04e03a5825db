"""Files of any length, each of one thing over and over: what a reader may be quadratic in. All words are our own."""

import io
import zipfile
from collections.abc import Callable, Mapping

UNITS = ("县水利局", "县财政局", "县农业农村局", "县自然资源局")
HEAD = "青河县河湖清洁行动方案\n"

Make = Callable[[int], bytes]


def text(line: Callable[[int], str], *, head: str = HEAD, foot: str = "") -> Make:
    """A text of n lines, or of n pieces of one."""
    return lambda n: (head + "".join(map(line, range(1, n + 1))) + foot).encode()


def over(sign: str) -> Make:
    """A text of one sign n times."""
    return text(lambda _: sign)


def page(line: Callable[[int], str], *, head: str = "", foot: str = "") -> Make:
    """A web page with n pieces in its body."""
    return lambda n: ("<html><body>" + head + "".join(map(line, range(1, n + 1))) + foot + "</body></html>").encode()


def numeral(n: int) -> str:
    """A number below ten thousand as Chinese writes it."""
    signs, places, said = "零一二三四五六七八九", ("千", "百", "十", ""), ""
    for place, sign in zip(places, f"{n % 10_000:04}", strict=True):
        if sign != "0":
            said += signs[int(sign)] + place
        elif said and not said.endswith("零"):
            said += "零"
    return said.rstrip("零") or "零"


def unit(n: int) -> str:
    return UNITS[n % len(UNITS)]


def sheet(rows: Callable[[int], str], *, head: str = "", foot: str = "") -> Make:
    """A workbook of one sheet, whose rows, and what stands before and after them, are written as given."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    def make(n: int) -> bytes:
        return zipped({
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {space} xmlns:r="{office}"><sheets><sheet name="任务" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {space}>{head.format(n=n)}<sheetData>{rows(n)}</sheetData>"
            f"{foot.format(n=n)}</worksheet>",
        })  # fmt: skip

    return make


def cell(at: str, words: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>'


def rows_of(line: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: "".join(f'<row r="{at}">{line(at)}</row>' for at in range(1, n + 1))


def merged(n: int) -> bytes:
    """A workbook whose rows are each merged over three columns."""
    areas = "".join(f'<mergeCell ref="B{at}:D{at}"/>' for at in range(1, n + 1))
    return sheet(
        rows_of(lambda at: cell(f"A{at}", f"清淤{at}") + cell(f"B{at}", unit(at))),
        foot=f"<mergeCells>{areas}</mergeCells>",
    )(n)


def word(body: Callable[[int], str]) -> Make:
    """A docx whose body is written as given."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return lambda n: zipped({
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body(n)}</w:body></w:document>",
    })  # fmt: skip


def zipped(members: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def word_row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in cells) + "</w:tr>"


FILES: Mapping[str, tuple[Make, int]] = {
    # plans
    "text: statements under headings": (text(lambda n: f"（{numeral(n)}）整治河道{n}。清理淤泥。（责任单位：{unit(n)}、{unit(n + 1)}）\n"), 700),
    "text: statements in lines": (text(lambda n: f"整治河道{n}，清理淤泥。（责任单位：{unit(n)}）\n"), 700),
    "text: statements in one paragraph": (text(lambda n: f"整治河道{n}，清理淤泥（责任单位：{unit(n)}）。"), 700),
    "text: statements as fields": (text(lambda n: f"{n}. 整治河道{n}。\n牵头单位：{unit(n)}\n配合单位：{unit(n + 1)}\n"), 350),
    "text: prose duties": (text(lambda n: f"{unit(n)}负责整治第{n}段河道，{unit(n + 1)}配合。"), 350),
    "text: one list of units": (text(lambda n: f"、青河{numeral(n)}镇人民政府", head=HEAD + "整治河道。（责任单位：县水利局", foot="）\n"), 4000),
    "text: many chapters": (text(lambda n: f"{numeral(n)}、整治河道\n（一）清淤。\n"), 4000),
    "text: deep outline": (text(lambda n: f"{n % 90 + 1}.{n % 7 + 1}.{n % 5 + 1} 整治河道\n"), 8000),
    "text: targets": (text(lambda n: f"到2025年，第{n}段河道水质达标率达到{n % 90 + 9}%以上。"), 8000),
    "text: targets in lines": (text(lambda n: f"到2025年，第{n}段河道水质达标率达到{n % 90 + 9}%以上。\n"), 8000),
    "text: citations": (text(lambda n: f"根据《青河县第{n}号河道管理办法》（青府发〔2020〕{n}号）。"), 8000),
    "text: one statement of many units": (text(lambda n: f"、{unit(n)}", head=HEAD + "整治河道。（责任单位：县水利局", foot="）\n"), 1000),
    "text: one long title": (text(lambda _: "整治河道", head=HEAD + "一、", foot="".join(f"\n清淤{at}。（责任单位：县水利局）" for at in range(500))), 5000),
    "text: duties in one sentence": (text(lambda n: f"{unit(n)}负责整治第{n}段河道，{unit(n + 1)}配合，"), 350),
    "text: brackets in one sentence": (text(lambda n: f"整治第{n}段河道（责任单位：{unit(n)}），"), 350),
    "text: targets in one sentence": (text(lambda n: f"第{n}段河道水质达标率达到{n % 90 + 9}%以上，"), 4000),
    "text: targets in one list": (text(lambda n: f"、{n % 90 + 9}%", head=HEAD + "到2025年，水质达标率达到9%"), 4000),
    "text: one field of many lines": (text(lambda n: f"整治第{n}段河道，清理淤泥，", foot="\n责任单位：县水利局、县财政局\n"), 4000),
    "text: one task of many rows": (text(lambda n: f"\t\t{unit(n)}\n", head=HEAD + "序号\t任务\t责任单位\n1\t" + "整治河道" * 5000 + "\t县水利局\n"), 700),
    "text: fields behind brackets": (text(lambda n: f"牵头单位：{unit(n)}\n", head=HEAD + "一、整治\n（一）河道：1.清淤（县水利局）。\n"), 350),
    "text: annexes": (text(lambda n: f"附件{n}\n青河县第{n}段河道整治方案\n一、清淤。（责任单位：{unit(n)}）\n"), 700),
    "text: table of duties": (text(lambda n: f"{n}\t整治河道{n}\t{unit(n)}\t2025年\n", head=HEAD + "序号\t任务\t责任单位\t完成时限\n"), 8000),
    "text: indicator table": (text(lambda n: f"{n}\t水质达标率{n}\t%\t80\t90\n", head=HEAD + "序号\t指标\t单位\t2020年\t2025年\n"), 8000),
    "text: milestones": (text(lambda n: f"2025年底前，第{n}段河道整治全面完成。"), 8000),
    "text: dates": (text(lambda n: f"2025年{n % 12 + 1}月{n % 28 + 1}日前完成。"), 8000),
    "text: marks in a table": (text(lambda n: f"整治河道{n}\t★\t\t☆\n", head=HEAD + "任务\t县水利局\t县财政局\t县农业农村局\n"), 8000),
    "text: csv": (text(lambda n: f"{n},整治河道{n},{unit(n)}\n", head="序号,任务,责任单位\n"), 4000),
    # one sign over and over
    **{
        f"signs: {name}": (over(sign), first)
        for name, sign, first in (
            ("newlines", "\n", 1_250_000), ("spaces", " ", 1_000_000), ("wide spaces", "　", 500_000), ("tabs", "\t", 200_000),
            ("carriage returns", "\r", 500_000), ("one character", "水", 500_000), ("open brackets", "（", 100_000), ("closed brackets", "）", 100_000),
            ("titles", "《", 100_000), ("pairs", "（）", 100_000), ("numerals", "一", 100_000), ("digits", "1", 200_000), ("commas", "、", 200_000),
            ("full stops", "。", 200_000), ("colons", "：", 100_000), ("words of duty", "负责", 50_000), ("duty labels", "责任单位：", 50_000),
            ("units", "县水利局", 50_000), ("and", "和", 100_000), ("years", "2025年", 50_000), ("per cent", "%", 100_000), ("office", "局", 100_000),
            ("dashes", "—", 200_000), ("dots", ".", 200_000), ("dotted numbers", "1.", 100_000), ("labels", "（一）", 50_000), ("annex", "附件", 50_000),
            ("notice", "关于", 50_000), ("numbers of acts", "〔2020〕1号", 20_000), ("reach", "达到", 50_000), ("led by", "牵头", 50_000), ("each", "各", 100_000),
            ("spaced", "水 ", 200_000), ("lines of one sign", "水\n", 200_000), ("lines of labels", "一、\n", 50_000), ("lines of numbers", "1\n", 100_000),
            ("lines of fields", "责任单位：\n", 50_000), ("lines of open brackets", "（责任单位：\n", 20_000), ("quotes", "“", 100_000), ("slashes", "/", 100_000),
            ("table marks", "|", 100_000), ("rows of marks", "|水|\n", 50_000), ("plus", "+", 100_000), ("surrogate", "𠮷", 200_000), ("by the end of", "年底前", 50_000),
            ("wide digits", "１", 200_000), ("semicolons", "；", 100_000), ("of", "的", 100_000), ("town", "镇", 100_000), ("department", "部门", 50_000),
            ("indent lines", "　　\n", 200_000), ("tabbed lines", "水\t水\n", 50_000), ("empty rows", "\t\t\n", 50_000),
        )
    },
    # pages
    "page: paragraphs": (page(lambda n: f"<p>（{numeral(n)}）整治河道。（责任单位：{unit(n)}）</p>"), 700),
    "page: nested empty spans": (page(lambda _: "<p>" + "<span> " * 400 + "</span>" * 400 + "</p>水"), 10),
    "page: nested articles": (page(lambda _: "<div class='TRS_Editor'>" * 400 + "水" + "</div>" * 400), 10),
    "page: flat spans": (page(lambda n: f"<span>整治河道{n}。</span>"), 3_000),
    "page: nested spans": (page(lambda n: f"<span>水{n}", foot="</span>"), 1000),
    "page: nested spans in paragraphs": (page(lambda n: "<p>" + f"<span>水{n}" * 200 + "</span>" * 200 + "</p>"), 40),
    "page: nested blocks": (page(lambda n: "<div>" * 100 + f"水{n}" + "</div>" * 100), 200),
    "page: nested sups": (page(lambda _: "<sup>" * 100 + "2" + "</sup>" * 100), 100),
    "page: nested formulas": (page(lambda _: "<math>" * 100 + "2" + "</math>" * 100), 100),
    "page: nested tables": (page(lambda _: "<table><tr><td>水" * 50 + "</td></tr></table>" * 50), 20),
    "page: table of many rows": (page(lambda n: f"<tr><td>{n}</td><td>整治河道</td><td>{unit(n)}</td></tr>", head="<table>", foot="</table>"), 4000),
    "page: many tables": (page(lambda n: f"<table><tr><td>{n}</td><td>整治河道</td></tr><tr><td>{n}</td><td>水</td></tr></table>"), 2000),
    "page: spanned table": (page(lambda _: "<tr><td colspan=100>水</td><td rowspan=100>河</td></tr>", head="<table>", foot="</table>"), 1000),
    "page: list items": (page(lambda n: f"<li>整治河道{n}</li>", head="<ol>", foot="</ol>"), 8000),
    "page: dropped": (page(lambda n: f"<script>a{n}</script>水"), 20_000),
    "page: comments": (page(lambda n: f"<!-- {n} -->水"), 20_000),
    "page: breaks": (page(lambda _: "<br>水"), 20_000),
    "page: headings": (page(lambda n: f"<h2>{n}</h2>"), 8000),
    "page: unclosed": (page(lambda _: "<b><p>水"), 200),
    "page: links": (page(lambda n: f"<a href='#'>水{n}</a>"), 20_000),
    "page: entities": (page(lambda _: "&nbsp;&#27700;"), 50_000),
    "page: attributes": (page(lambda n: f"<p class='a{n} b' style='color:red'>水</p>"), 20_000),
    "page: metas": (page(lambda _: "<meta name='ArticleTitle' content='水'>"), 20_000),
    "page: labels": (page(lambda n: f"<div>发文字号：青府发〔2020〕{n}号</div>"), 8000),
    "page: open tags": (page(lambda _: "<"), 200_000),
    # workbooks
    "sheet: rows": (sheet(rows_of(lambda n: cell(f"A{n}", f"整治河道{n}") + cell(f"B{n}", unit(n)))), 4000),
    "sheet: merged rows": (merged, 4000),
    "sheet: one merged area": (sheet(lambda _: f'<row r="1">{cell("A1", "水")}{cell("B1", "河")}</row>', foot='<mergeCells><mergeCell ref="A1:CV{n}"/></mergeCells>'), 500),
    "sheet: declared range": (sheet(lambda n: f'<row r="1">{cell("A1", "水")}</row><row r="{n}">{cell(f"XFD{n}", "河")}</row>', head='<dimension ref="A1:XFD{n}"/>'), 250_000),
    "sheet: empty cells": (sheet(rows_of(lambda n: "".join(f'<c r="{"ABCDEFGHIJKLMNOPQRST"[at]}{n}"/>' for at in range(20)))), 3000),
    "sheet: empty rows": (sheet(rows_of(lambda _: "")), 5000),
    "sheet: far columns": (sheet(rows_of(lambda n: cell(f"A{n}", "水") + cell(f"GR{n}", unit(n)))), 1000),
    "sheet: wide rows": (sheet(rows_of(lambda n: "".join(cell(f"{'ABCDEFGHIJKLMNOPQRST'[at]}{n}", "水") for at in range(20)))), 2000),
    "sheet: lines in a cell": (sheet(lambda n: f'<row r="1">{cell("A1", "水&#10;" * n)}{cell("B1", "河")}</row>'), 50_000),
    "sheet: validations": (sheet(lambda _: f'<row r="1">{cell("A1", "水")}</row>', foot='<dataValidations><dataValidation type="list" sqref="A1:XFD{n}"/></dataValidations>'), 250_000),
    "sheet: hidden columns": (sheet(lambda _: f'<row r="1">{cell("A1", "水")}</row>', head='<cols><col min="1" max="{n}" hidden="1"/></cols>'), 4000),
    # Word
    "word: paragraphs": (word(lambda n: "".join(paragraph(f"（{numeral(at)}）整治河道。（责任单位：{unit(at)}）") for at in range(1, n + 1))), 700),
    "word: runs": (word(lambda n: "<w:p>" + "<w:r><w:t>水</w:t></w:r>" * n + "</w:p>"), 50_000),
    "word: rows": (word(lambda n: "<w:tbl>" + "".join(word_row(str(at), "整治河道", unit(at)) for at in range(1, n + 1)) + "</w:tbl>"), 4000),
    "word: cells in a row": (word(lambda n: "<w:tbl>" + word_row(*["水"] * n) + "</w:tbl>"), 2000),
    "word: many tables": (word(lambda n: ("<w:tbl>" + word_row("水", "河") + "</w:tbl><w:p/>") * n), 4000),
    "word: nested tables": (word(lambda n: ("<w:tbl><w:tr><w:tc><w:p/>" * 30 + "</w:tc></w:tr></w:tbl>" * 30) * n), 50),
    "word: nested changes": (word(lambda n: ("<w:ins>" * 100 + "<w:p/>" + "</w:ins>" * 100) * n), 100),
    "word: breaks": (word(lambda n: "<w:p><w:r>" + "<w:t>水</w:t><w:br/>" * n + "</w:r></w:p>"), 50_000),
    "word: empty paragraphs": (word(lambda n: "<w:p/>" * n), 100_000),
    "word: spanned cells": (word(lambda n: "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr><w:p/></w:tc></w:tr>' * n + "</w:tbl>"), 2000),
}  # fmt: skip
"""Name → how n of them are made, and the first n."""


LISTED: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "one line": ("txt", lambda: FILES["text: statements in lines"][0](1)),
    "a text of 32,000 statements": ("txt", lambda: FILES["text: statements in lines"][0](32_000)),
    "3.6 MB of html": ("html", lambda: FILES["page: flat spans"][0](95_000)),
    "80 kB of html with spans": ("html", lambda: FILES["page: nested empty spans"][0](14)),
    "0.34 MB of xlsx": ("xlsx", lambda: FILES["sheet: merged rows"][0](19_000)),
    "5 MB of newlines": ("txt", lambda: FILES["signs: newlines"][0](5_000_000)),
    "1,300 statements": ("txt", lambda: FILES["text: statements under headings"][0](1_300)),
    "2,200 targets": ("txt", lambda: FILES["text: targets"][0](2_200)),
    "a table of 1,700 rows": ("txt", lambda: FILES["text: table of duties"][0](1_700)),
    "csv of 2,500 rows": ("csv", lambda: FILES["text: csv"][0](2_500)),
    "a sheet of 4,000 merged rows": ("xlsx", lambda: FILES["sheet: merged rows"][0](4_000)),
    "a sheet of 7,500 rows": ("xlsx", lambda: FILES["sheet: far columns"][0](7_500)),
    "a page of 300 nested tables": ("html", lambda: FILES["page: nested tables"][0](300)),
}
"""Files that once cost seconds or minutes, and those near the bounds: name → ending, content."""
