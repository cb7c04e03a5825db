"""Saved web pages: the article, its tables and labels, and none of the chrome."""

import base64

import pytest

from graph.errors import SourceError
from loaders.files.source import SourceText, read_bytes

BODY = (
    "<p>青政办发〔2026〕7号</p><p>　　为改善全县河湖水质，保障群众饮水安全，制定本方案。</p><p>一、重点任务</p>"
    "<p>（一）推进清淤。<span>2027年底前清淤</span><span>120公里</span>。<br>（责任单位：县水利局、各乡镇）</p>"
)
MENU = "<div class='menu'><ul>" + "<li><a href='#'>政务公开栏目导航链接</a></li>" * 30 + "</ul></div>"
LABELS = (
    "<table class='bd'><tr><td>索引号：</td><td>000-1</td><td>主题分类：</td><td>水利</td></tr>"
    "<tr><td>发文机关：</td><td>青河县人民政府办公室</td><td>成文日期：</td><td>2026年3月5日</td></tr>"
    "<tr><td>标　　题：</td><td>青河县河湖清洁行动方案</td><td>发文字号：</td><td>青政办发〔2026〕7号</td></tr>"
    "<tr><td>发布日期：</td><td>2026年3月9日</td></tr></table>"
)


def page(body: str, head: str = "<title>青河县河湖清洁行动方案-青河县人民政府</title>") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def read(text: str | bytes, name: str = "plan.html") -> SourceText:
    source = read_bytes(text.encode() if isinstance(text, str) else text, name)
    assert "".join(source.text[o.start : o.end] for o in source.origins) == source.text
    return source


LINES = [
    "青河县河湖清洁行动方案", "青政办发〔2026〕7号", "为改善全县河湖水质，保障群众饮水安全，制定本方案。", "一、重点任务",
    "（一）推进清淤。2027年底前清淤120公里。", "（责任单位：县水利局、各乡镇）",
]  # fmt: skip


@pytest.mark.parametrize(
    "layout",
    [
        "{menu}<div id='UCAP-CONTENT'>{body}</div>{menu}",
        "{menu}<div class='wrap'><div class='Article TRS_Editor'>{body}</div></div><p>版权所有</p>",
        "<form><div>{menu}<div class='x1'><div class='x2'>{body}</div></div></div></form>",
        "<table><tr><td>{menu}</td><td><table><tr><td>{body}</td></tr></table></td></tr></table>",
        "<div class='box'><h1>青河县河湖清洁行动方案</h1><p>来源：县政府办 浏览次数：8</p>{body}<p>【打印】【关闭】</p></div>{menu}",
    ],
)
def test_the_article_is_found_among_the_chrome(layout: str) -> None:
    source = read(page(layout.format(menu=MENU, body=BODY + "<p></p>")))
    assert source.text.splitlines() == LINES
    assert source.media_type == "text/html"


def test_labels_and_meta_tags_are_hints_and_not_text() -> None:
    source = read(page(LABELS + MENU + f"<div id='zoom'>{BODY}</div>"))
    assert source.hints == {
        "issuer": "青河县人民政府办公室", "date": "2026-03-05", "title": "青河县河湖清洁行动方案", "number": "青政办发〔2026〕7号",
    }  # fmt: skip
    assert source.text.splitlines() == LINES
    meta = read(
        page(
            f"<div id='zoom'>{BODY}</div>",
            "<meta name='ArticleTitle' content='河湖行动'><meta name='PubDate' content='2026-03-09'>",
        )
    )
    assert meta.hints == {"title": "河湖行动"}
    listed = read(
        page(
            f"<ul><li><b>文号：</b>青政办发〔2026〕7号</li><li>成文日期：2026-3-5</li></ul><div id='zoom'>{BODY}</div>"
        )
    )
    assert (listed.hints["number"], listed.hints["date"]) == ("青政办发〔2026〕7号", "2026-03-05")


def test_origins_name_the_element_of_the_page() -> None:
    source = read(page(f"<p>导语</p><div id='zoom'>{BODY}</div>"))
    at = source.text.index("（责任单位")
    place = next(origin.place for origin in source.origins if origin.start <= at < origin.end)
    assert place == "element p 5"


def test_a_gb2312_page_is_whole() -> None:
    text = page(f"<div id='zoom'>{BODY}<p>责任人：前文垚、朱镕</p></div>").replace("utf-8", "gb2312")
    assert read(text.encode("gb18030")).text.splitlines()[-1] == "责任人：前文垚、朱镕"
    assert read(text.encode()).text.splitlines()[-1] == "责任人：前文垚、朱镕"  # saved by a browser as UTF-8
    big5 = page("<div id='zoom'><p>" + "推進節能減碳工作，責任單位為縣水利局。" * 3 + "</p></div>", "").replace(
        "utf-8", "big5"
    )
    assert "責任單位為縣水利局" in read(big5.encode("big5")).text


def test_tables_have_spans_filled_and_names_for_columns() -> None:
    table = (
        "<table><caption>任务分解表</caption><tr><th rowspan=2>任务</th><th colspan=2>分工</th></tr>"
        "<tr><th>牵头单位</th><th>责任单位</th></tr>"
        "<tr><td colspan=3>一、水</td></tr><tr><td rowspan=2>清淤</td><td>县水利局</td><td>甲镇<br>乙镇</td></tr>"
        "<tr><td>县林业局</td><td></td></tr></table>"
    )
    source = read(page(f"<div id='zoom'>{BODY}{table}</div>"))
    assert source.text.splitlines()[-6:] == [
        "任务分解表", "任务\t分工\t", "任务\t牵头单位\t责任单位", "一、水", "清淤\t县水利局\t甲镇 / 乙镇", "清淤\t县林业局\t",
    ]  # fmt: skip
    cells = {(c.row, c.column): (source.text[c.start : c.end], c.merged) for c in source.cells}
    assert cells[5, 1] == ("清淤", True)
    assert cells[4, 3] == ("甲镇 / 乙镇", False)
    at = source.text.index("县林业局")
    assert next(o.place for o in source.origins if o.start <= at < o.end) == "table 1 row 5 column 牵头单位"


def test_numbers_of_ordered_lists_are_shown_and_marked() -> None:
    items = "<ol><li>清淤</li><li value=5>护岸</li><li>6.种树</li></ol><ol style='list-style-type:cjk-ideographic'><li>保障</li></ol>"
    source = read(page(f"<div id='zoom'>{BODY}{items}</div>"))
    assert source.text.splitlines()[-4:] == ["1. 清淤", "5. 护岸", "6.种树", "一、保障"]
    assert [source.text[s.start : s.end] for s in source.generated] == ["1. ", "5. ", "一、"]


def test_white_space_is_that_of_a_browser() -> None:
    body = (
        "<div id='zoom'>"
        + BODY
        + "<p>县\n  水利局\u200b 牵头 Plan\n A</p><pre>甲\n乙</pre><p style='display:none'>隐</p><script>x</script></div>"
    )
    assert read(page(body)).text.splitlines()[-3:] == ["县水利局 牵头 Plan A", "甲", "乙"]


def test_a_page_saved_as_one_file_is_read() -> None:
    encoded = base64.encodebytes(page(f"<div id='zoom'>{BODY}</div>").encode("gb18030")).decode()
    message = (
        "From: <Saved by a browser>\r\nSubject: =?utf-8?Q?plan?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="--x"\r\n\r\n----x\r\nContent-Type: text/html; charset="gb2312"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n----x--\r\n"
    )
    source = read(message, "plan.mht")
    assert source.media_type == "multipart/related"
    assert source.text.splitlines() == LINES


def test_front_matter_gives_the_title_and_a_fragment_is_a_page() -> None:
    source = read(
        f"---\nlayout: default\ntitle: 青河县河湖清洁行动方案\n---\n<style>p{{}}</style>\n<article>{BODY}</article>"
    )
    assert source.hints["title"] == "青河县河湖清洁行动方案"
    assert source.text.splitlines() == LINES[1:]
    assert read(f"<tbody><tr><td>{BODY}</td></tr></tbody>").text.splitlines() == LINES[1:]


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td"])
def test_markup_nested_too_deeply_is_refused(tag: str) -> None:
    with pytest.raises(SourceError, match="deeply"):
        read(page(f"<{tag}>" * 20_000 + BODY))
    assert read(page("<div>" * 300 + BODY)).text.splitlines() == LINES


def test_a_saved_page_of_frames_gives_the_pages_in_them() -> None:
    def part(words: str) -> str:
        return f'--X\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n{words}\r\n'

    rows = "<table><tr><td>任务</td><td>责任单位</td></tr><tr><td>{}</td><td>县水利局</td></tr></table>"
    sheets = [f"<html><body>{rows.format(task)}</body></html>" for task in ("疏浚河道", "加固堤防")]
    parts = [part("<html><frameset><frame src='a'></frameset></html>"), *map(part, sheets), part("<p>目录</p>")]
    data = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="X"\r\n\r\n' + "".join(parts) + "--X--\r\n"
    text = read_bytes(data.encode(), "plan.mht").text
    assert [line for line in text.splitlines() if "县水利局" in line] == ["疏浚河道\t县水利局", "加固堤防\t县水利局"]
    assert "目录" not in text
