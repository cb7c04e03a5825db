"""Word files: what a person sees, no more and no less."""

import io
from collections.abc import Callable

import docx
import pytest

from graph.errors import SourceError
from loaders.files.source import SourceText, read_bytes

WordFile = Callable[..., bytes]


def paragraph(text: str, *, number: str = "", level: int = 0, style: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def level(at: int, number_format: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def num(identifier: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def read(data: bytes) -> SourceText:
    source = read_bytes(data, "plan.docx")
    assert "".join(source.text[o.start : o.end] for o in source.origins) == source.text
    return source


def lines(data: bytes) -> list[str]:
    return read(data).text.splitlines()


OUTLINE = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircle", "%4")
    + "</w:abstractNum>"
)


def test_automatic_numbers_stand_as_word_shows_them_and_are_marked(word_file: WordFile) -> None:
    body = "".join(
        paragraph(text, number="1", level=at)
        for text, at in [
            ("总体要求", 0),
            ("重点任务", 0),
            ("水源", 1),
            ("清淤", 2),
            ("护岸", 2),
            ("细则", 3),
            ("林地", 1),
            ("种树", 2),
            ("保障", 0),
        ]
    )
    source = read(word_file(body, numbering=OUTLINE + num(1, 1)))
    assert source.text.splitlines() == [
        "一、总体要求", "二、重点任务", "（一）水源", "1. 清淤", "2. 护岸", "①细则", "（二）林地", "1. 种树", "三、保障",
    ]  # fmt: skip
    assert [source.text[s.start : s.end] for s in source.generated][:4] == ["一、", "二、", "（一）", "1. "]
    assert source.origins[0].generated
    assert source.origins[0].place == source.origins[1].place == "paragraph 1"
    assert not source.origins[1].generated


def test_numbers_from_styles_follow_the_chain_and_the_linked_level(word_file: WordFile) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "chineseCountingThousand", "第%1章", '<w:pStyle w:val="A"/><w:suff w:val="space"/>')
        + level(1, "chineseCountingThousand", "第%2条", '<w:pStyle w:val="B"/><w:lvlRestart w:val="0"/>')
        + "</w:abstractNum>"
        + num(1, 1)
    )
    body = "".join(
        paragraph(text, style=style)
        for text, style in [("总则", "A"), ("目的", "B"), ("范围", "B"), ("分则", "A"), ("经费", "B"), ("附", "C")]
    )
    body += '<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>' + run("无号") + "</w:p>"
    assert lines(word_file(body, styles=styles, numbering=numbering)) == [
        "第一章总则", "第一条目的", "第二条范围", "第二章分则", "第三条经费", "附", "无号",
    ]  # fmt: skip


def test_lists_share_the_counters_of_their_abstract_list_and_restart_once(word_file: WordFile) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = "".join(paragraph("项", number=number) for number in ("1", "2", "1", "3", "3", "1"))
    numbering = OUTLINE + num(1, 1) + num(2, 1) + num(3, 1, override)
    assert lines(word_file(body, numbering=numbering)) == ["一、项", "二、项", "三、项", "五、项", "六、项", "七、项"]


def test_legal_levels_missing_parents_and_custom_formats(word_file: WordFile) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%1-%3")
        + level(3, "bullet", "\uf0b7")
        + "</w:abstractNum>"
        + num(1, 1)
    )
    body = "".join(paragraph("项", number="1", level=at) for at in (1, 1, 0, 1, 2, 3))
    assert lines(word_file(body, numbering=numbering)) == ["1.1 项", "1.2 项", "二、项", "2.1 项", "二-1 项", "项"]


def test_an_empty_numbered_paragraph_counts_but_not_one_that_only_ends_a_section(word_file: WordFile) -> None:
    section = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:sectPr/></w:pPr></w:p>'
    body = paragraph("甲", number="1") + paragraph("", number="1") + section + paragraph("丙", number="1")
    assert lines(word_file(body, numbering=OUTLINE + num(1, 1))) == ["一、甲", "二、", "", "三、丙"]


def test_tracked_changes_are_read_as_accepted(word_file: WordFile) -> None:
    body = (
        f"<w:p>{run('责任单位：')}<w:ins>{run('县水利局')}</w:ins><w:del><w:r><w:delText>县林业局</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p><w:p>{run('后半')}</w:p>"
    )
    source = read(word_file(body))
    assert source.text.splitlines() == ["责任单位：县水利局新", "前半后半"]
    assert [problem.code for problem in source.problems] == ["tracked-changes"]


def test_hidden_text_ruby_symbols_and_breaks(word_file: WordFile) -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    styled, shown = '<w:rStyle w:val="H"/>', '<w:vanish w:val="0"/>'
    ruby = f"<w:r><w:ruby><w:rt>{run('qīng')}</w:rt><w:rubyBase>{run('青')}</w:rubyBase></w:ruby></w:r>"
    body = (
        f"<w:p>{ruby}{run('河')}{run('密', '<w:vanish/>')}{run('秘', styled)}"
        f"{run('县', shown)}<w:r><w:t>2022</w:t><w:noBreakHyphen/><w:t>2025</w:t><w:br/><w:t>年</w:t>"
        '<w:softHyphen/><w:br w:type="page"/><w:tab/><w:t>末</w:t></w:r></w:p>'
    )
    source = read(word_file(body, styles=styles))
    assert source.text == "青河县2022-2025\n年 末\n"
    assert [problem.code for problem in source.problems] == ["hidden-text"]


def test_field_codes_are_out_results_in_and_the_contents_dropped(word_file: WordFile) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText> {text} </w:instrText></w:r>"

    body = (
        f"<w:p>{mark('begin')}{code('TOC')}{mark('separate')}{run('一、目标……1')}</w:p><w:p>{run('二、任务……2')}</w:p>"
        f"<w:p>{mark('end')}</w:p><w:p>{run('见')}{mark('begin')}{code('REF x')}{mark('separate')}{run('附件')}{mark('end')}</w:p>"
        f'<w:p><w:hyperlink>{run("网址")}</w:hyperlink><w:fldSimple w:instr="DATE">{run("2026年")}</w:fldSimple></w:p>'
        f"<w:p>{mark('begin')}{code('broken')}{run('码')}</w:p><w:p>{run('仍在')}</w:p>"
    )
    assert [line for line in lines(word_file(body)) if line] == ["见附件", "网址2026年", "仍在"]


def test_text_boxes_and_footnotes_are_read_once_and_beside_the_text(word_file: WordFile) -> None:
    inner = f"<w:txbxContent><w:p>{run('框中')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('增长50%')}<w:r><w:footnoteReference w:id='2'/></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
        f"<wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict>"
        f"</mc:Fallback></mc:AlternateContent></w:r>{run('以上')}</w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('块')}</w:p></w:sdtContent></w:sdt>"
    )
    notes = f'<w:footnote w:id="2"><w:p>{run("以上年为基数")}</w:p></w:footnote>'
    source = read(word_file(body, footnotes=notes))
    assert source.text.splitlines() == ["增长50%以上", "框中", "块", "以上年为基数"]
    assert [origin.place for origin in source.origins] == ["paragraph 1", "text box 1", "paragraph 2", "footnote 1"]


def cell(*texts: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(text) for text in texts)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def test_tables_are_rows_with_merged_cells_filled_down_and_marked(word_file: WordFile) -> None:
    merge = '<w:vMerge w:val="restart"/>'
    body = paragraph("分工") + table(
        [cell("序号"), cell("重点任务"), cell("责任单位")],
        [cell("一、水", properties='<w:gridSpan w:val="3"/>')],
        [cell("1"), cell("清淤", "护岸", properties=merge), cell("县水利局", "各乡镇")],
        [cell("2"), cell("", properties="<w:vMerge/>"), cell("县林业局")],
        [cell("合计", properties='<w:gridSpan w:val="2"/>'), cell("")],
    )
    source = read(word_file(body))
    assert source.text.splitlines() == [
        "分工", "序号\t重点任务\t责任单位", "一、水", "1\t清淤 / 护岸\t县水利局 / 各乡镇", "2\t清淤 / 护岸\t县林业局", "合计\t\t",
    ]  # fmt: skip
    cells = {(c.row, c.column): (source.text[c.start : c.end], c.merged) for c in source.cells}
    assert cells[4, 2] == ("清淤 / 护岸", True)
    assert cells[5, 2] == ("", True)
    assert cells[3, 3] == ("县水利局 / 各乡镇", False)
    at = source.text.index("县林业局")
    assert next(o.place for o in source.origins if o.start <= at < o.end) == "table 1 row 4 column 责任单位"
    assert next(o.place for o in source.origins if source.text[o.start : o.start + 3] == "一、水") == "table 1 row 2"


def test_a_table_of_one_column_is_layout_and_numbers_count_in_cells(word_file: WordFile) -> None:
    numbered = f"<w:tc>{paragraph('清淤', number='1')}{paragraph('护岸', number='1')}</w:tc>"
    body = table([numbered]) + table(
        [f"<w:tc>{paragraph('', number='1')}</w:tc>", cell("种树")], [cell("乙"), cell("丙")]
    )
    source = read(word_file(body, numbering=OUTLINE + num(1, 1)))
    assert source.text.splitlines() == ["一、清淤", "二、护岸", "三、\t种树", "乙\t丙"]
    assert [source.text[s.start : s.end] for s in source.generated] == ["一、", "二、", "三、"]


def test_a_file_of_python_docx_is_read_whole() -> None:
    document = docx.Document()
    document.add_heading("青河县行动方案", 0)
    document.add_paragraph("推进清淤。（责任单位：县水利局）")
    grid = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("任务", "牵头单位", "清淤", "县水利局")):
        grid.cell(at // 2, at % 2).text = text
    stream = io.BytesIO()
    document.save(stream)
    source = read(stream.getvalue())
    assert source.text.splitlines()[-2:] == ["任务\t牵头单位", "清淤\t县水利局"]
    assert source.media_type.endswith("wordprocessingml.document")
    assert len(source.cells) == 4


def test_strict_files_are_read(zipped: Callable[[dict[str, bytes]], bytes]) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>'
    assert lines(zipped({"word/document.xml": body.encode()})) == ["严格"]


def test_a_file_of_pictures_asks_for_ocr(word_file: WordFile) -> None:
    with pytest.raises(SourceError, match="OCR"):
        read(word_file("<w:p><w:r><w:drawing/></w:r></w:p>"))
