"""One plan saved in every format gives one graph: the same nodes, edges, words and problems."""

import io
import re
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from graph.model import Evidence, PlanGraph
from loaders.files.formats import libreoffice
from loaders.files.source import SourceText, read_bytes
from loaders.read import plan_graphs, read_document
from tests.loaders.files import printers
from tests.loaders.files import table_documents as tables

FRONT = [
    "^青河县人民政府办公室关于印发青河县河湖清洁三年行动方案的通知",
    "^青政办发〔2026〕7号",
    "各乡镇人民政府，县政府各部门：",
    "现将《青河县河湖清洁三年行动方案》印发给你们，请认真贯彻执行。",
    ">青河县人民政府办公室",
    ">2026年3月5日",
    "^青河县河湖清洁三年行动方案",
    "为改善全县河湖水质，保障群众饮水安全，根据县委、县政府部署，结合本县实际，制定本方案。",
]
BODY = [
    "一、主要目标",
    "到2028年，全县河段水质达到Ⅲ类的比例不低于95.5%，新增河湖缓冲带120公里，农村生活污水治理率达到60%以上。",
    "二、重点任务",
    "（一）推进河道清淤。完善台账，明确时限，做到底数清、任务清、责任清。（牵头单位：县水利局；责任单位：县生态环境局、各乡镇）",
    "（二）整治排污口。2027年底前完成整治50个，健全长效管护机制。（责任单位：县生态环境局、县住房城乡建设局等）",
    "三、保障措施",
    "（一）落实经费。统筹各类资金，加强资金监管，提高使用效益。（责任单位：县财政局）",
]
TABLE = [
    ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"],
    ["1", "开展岸线绿化", "县林业局", "县水利局、各乡镇", "2026年12月"],
    ["2", "建设监测站点", "县生态环境局", "县水利局", "2027年6月"],
]
CONTENT: Sequence[Any] = [*FRONT, *BODY, TABLE]
NUMBERED = re.compile(r"^(?:([一二三]、)|（([一二三])）)")


def plain() -> bytes:
    rows = ["\t".join(row) for row in TABLE]
    return "\n".join([text.lstrip("^>") for text in [*FRONT, *BODY]] + rows).encode()


def page() -> bytes:
    paragraphs = "".join(f"<p>{text.lstrip('^>')}</p>" for text in [*FRONT, *BODY])
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in TABLE)
    menu = "<ul>" + "<li><a href='#'>政务公开</a></li>" * 20 + "</ul>"
    return f"<html><body>{menu}<div id='zoom'>{paragraphs}<table>{rows}</table></div></body></html>".encode("gb18030")


def sheet() -> bytes:
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    for text in [*FRONT, *BODY]:
        active.append([text.lstrip("^>")])
        active.merge_cells(start_row=active.max_row, end_row=active.max_row, start_column=1, end_column=5)
    for row in TABLE:
        active.append([int(text) if text.isdigit() else text for text in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def word(*, automatic: bool = False) -> bytes:
    document = docx.Document()
    if automatic:
        _add_numbering(document)
    for text in [*FRONT, *BODY]:
        words = text.lstrip("^>")
        mark = NUMBERED.match(words) if automatic else None
        paragraph = document.add_paragraph(words[mark.end() :] if mark else words)
        if mark:
            properties: Any = paragraph._p.get_or_add_pPr()
            properties = properties.get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0 if mark[1] else 1
            properties.get_or_add_numId().val = 99
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_numbering(document: Any) -> None:
    numbering = document.part.numbering_part.element
    abstract = numbering.makeelement(qn("w:abstractNum"), {qn("w:abstractNumId"): "99"})
    for level, text in enumerate(("%1、", "（%2）")):
        element = abstract.makeelement(qn("w:lvl"), {qn("w:ilvl"): str(level)})
        for name, value in (("start", "1"), ("numFmt", "chineseCounting"), ("lvlText", text)):
            element.append(element.makeelement(qn(f"w:{name}"), {qn("w:val"): value}))
        abstract.append(element)
    numbering.insert(0, abstract)
    instance = numbering.makeelement(qn("w:num"), {qn("w:numId"): "99"})
    instance.append(instance.makeelement(qn("w:abstractNumId"), {qn("w:val"): "99"}))
    numbering.append(instance)


def old_word(folder: Path, extension: str) -> bytes:
    program = libreoffice.program()
    if program is None:
        pytest.skip("needs LibreOffice")
    (folder / "plan.docx").write_bytes(word(automatic=extension != "rtf"))  # LibreOffice writes 、 as ? in RTF labels
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        extension,
    ]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "plan.docx")], check=True, capture_output=True)  # noqa: S603 (a program of this machine)
    return (folder / f"plan.{extension}").read_bytes()


FORMATS = ["docx", "docx with automatic numbers", "html", "xlsx", "pdf", "ofd", "doc", "rtf", "pdf of LibreOffice"]


def saved(name: str, request: pytest.FixtureRequest, folder: Path) -> bytes:
    makers: dict[str, Callable[[], bytes]] = {
        "docx": word,
        "docx with automatic numbers": lambda: word(automatic=True),
        "html": page,
        "xlsx": sheet,
        "pdf": lambda: request.getfixturevalue("pdf_file")(CONTENT),
        "ofd": lambda: request.getfixturevalue("ofd_file")(CONTENT),
        "doc": lambda: old_word(folder, "doc"),
        "rtf": lambda: old_word(folder, "rtf"),
        "pdf of LibreOffice": lambda: old_word(folder, "pdf"),
    }
    return makers[name]()


def graph(source: SourceText) -> PlanGraph:
    (only,) = plan_graphs(read_document(source))
    return only


def facts(graph: PlanGraph) -> dict[str, object]:
    """All that a graph states, without the places in the file."""
    nodes = {
        (node.kind, node.id if node.kind != "Document" else ""): {
            key: value for key, value in node.properties.items() if key not in ("start", "end", "text")
        }
        for node in graph.nodes
        if node.kind != "Document"
    }
    edges = sorted(
        (
            edge.kind,
            edge.source,
            edge.target.partition("sha256:")[0],
            sorted(map(str, edge.properties.items())),
            *quotes(edge.evidence),
        )
        for edge in graph.edges
    )
    return {"plan": graph.plan, "date": graph.date, "figures": graph.figures, "nodes": nodes, "edges": edges}


def quotes(evidence: Evidence) -> tuple[str, str]:
    statement, party = evidence.statement, evidence.party
    return statement.quote if statement else "", party.quote if party else ""


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_graph(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    expected = facts(graph(read_bytes(plain(), "plan.txt")))
    source = read_bytes(saved(name, request, tmp_path), "plan")
    assert facts(graph(source)) == expected
    for edge in graph(source).edges:
        for passage in (edge.evidence.statement, edge.evidence.party):
            assert passage is None or source.text[passage.start : passage.end] == passage.quote


def test_the_plan_is_worth_comparing() -> None:
    figures = graph(read_bytes(plain(), "plan.txt")).figures
    assert figures["statements"] == 5
    assert figures["role_edges"] == 11
    assert figures["targets"] == 4


@cache
def of_docx(name: str) -> PlanGraph:
    """The graph of a plan of tables, read from its docx."""
    plan = next(plan for plan in tables.table_plans() if plan.name == name)
    return graph(read_bytes(tables.as_docx(plan), "plan.docx"))


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], printers.Prints]:
    """The plans of tables as a program prints them, all in one run of it."""
    return cache(lambda name: printers.printed(name, tables.table_plans(), tmp_path_factory.mktemp("printed")))


@pytest.mark.parametrize("name", ["xlsx", "html", "csv", "pdf", "ofd", *printers.PROGRAMS])
@pytest.mark.parametrize("plan", tables.table_plans(), ids=lambda plan: plan.name)
def test_a_table_says_the_same_in_every_format(
    plan: tables.TablePlan, name: str, prints: Callable[[str], printers.Prints], request: pytest.FixtureRequest
) -> None:
    content = [*plan.lines, plan.rows]
    makers: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: tables.as_xlsx(plan),
        "html": lambda: tables.page_of(tables.as_html(plan)).encode(),
        "csv": lambda: tables.as_csv(plan),
        "pdf": lambda: request.getfixturevalue("pdf_file")(content),
        "ofd": lambda: request.getfixturevalue("ofd_file")(content),
    }
    data = makers[name]() if name in makers else prints(name)[plan.name]
    assert facts(graph(read_bytes(data, "plan"))) == facts(of_docx(plan.name))


@pytest.mark.parametrize("plan", tables.table_plans(), ids=lambda plan: plan.name)
def test_the_plans_of_tables_are_worth_comparing(plan: tables.TablePlan) -> None:
    figures = of_docx(plan.name).figures
    assert {name: figures[name] for name in plan.facts} == plan.facts


@pytest.mark.parametrize("name", ["usual", "no lead", "broken heads", "names on lines", "long rows", "rectification"])
def test_rows_parted_by_level_lines_alone_are_rows(name: str, tmp_path: Path) -> None:
    plan = next(plan for plan in tables.table_plans() if plan.name == name)
    (data,) = printers.by_typst([plan], tmp_path, strokes="(x: none, y: 0.5pt)").values()
    assert facts(graph(read_bytes(data, "plan"))) == facts(of_docx(name))
