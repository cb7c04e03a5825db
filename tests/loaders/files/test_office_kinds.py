"""Files of other offices: known by what they hold, read through LibreOffice or refused in words, never read as text."""

import io
import zipfile

import docx
import pytest

from graph.errors import SourceError
from loaders.files.formats import libreoffice, office_markup, sniff
from loaders.files.formats.office_markup import kind_of_package, kind_of_xml
from loaders.files.source import read_bytes

needs_office = pytest.mark.skipif(libreoffice.program() is None, reason="needs LibreOffice")
ODF = "application/vnd.oasis.opendocument."
OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
WORD = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
LINES = ["青河县种树方案", "一、任务", "（一）种树。（责任单位：县林业局）"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument {WORD}>', office_markup.WORD_2003),
        ("<ss:Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>", office_markup.EXCEL_2003),
        (f'<pkg:package xmlns:pkg="{PACKAGE}">', office_markup.FLAT_PACKAGE),
        (f'<?xml version="1.0"?>\n<!-- x -->\n<office:document {OFFICE} office:mimetype="{ODF}text">', office_markup.FLAT_ODT),
        (f'<office:document {OFFICE} office:mimetype="{ODF}spreadsheet">', office_markup.FLAT_ODS),
        ('<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof" uof:mimetype="vnd.uof.spreadsheet">', office_markup.UOS),
        ('<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"><uof:文字处理/>', office_markup.UOT),
        ("<!-- 来源 -->\n青河县种树方案", None),
        ("<青河县>种树方案", None),
        ("a < b", None),
    ],
)  # fmt: skip
def test_xml_is_known_by_its_root(text: str, kind: str | None) -> None:
    assert kind_of_xml(text, "x") == kind


@pytest.mark.parametrize(
    "text",
    [
        f'<office:document {OFFICE} office:mimetype="{ODF}presentation">',
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<?xml version="1.0"?><plan><duty/></plan>',
    ],
)
def test_other_xml_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="not a document"):
        read_bytes(text.encode(), "plan.xml")


@pytest.mark.parametrize(
    ("names", "types", "mimetype", "kind"),
    [
        (["[content_types].xml", "word/document2.xml"], "", "", office_markup.DOCX),
        (["[content_types].xml", "a/b.xml"], "…wordprocessingml.document.main+xml", "", office_markup.DOCX),
        (["[content_types].xml", "xl/workbook.bin"], "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "", office_markup.XLSB),
        (["xl/workbook.xml"], "", "", office_markup.XLSX),
        (["mimetype", "content.xml"], "", ODF + "spreadsheet-template", office_markup.ODS),
        (["ofd.xml", "doc_0/document.xml"], "", "", office_markup.OFD),
        (["word/plan.docx", "b.txt"], "", "", office_markup.ZIP),
        (["ppt/plan.txt"], "", "", office_markup.ZIP),
    ],
)  # fmt: skip
def test_packages_are_known_by_what_they_hold(names: list[str], types: str, mimetype: str, kind: str) -> None:
    assert kind_of_package(names, types, mimetype, "x") == kind


@pytest.mark.parametrize(
    ("names", "mimetype", "words"),
    [
        (["[content_types].xml", "ppt/slides/slide1.xml"], "", "presentation"),
        (["mimetype"], ODF + "presentation", "presentation"),
        (["mimetype"], ODF + "graphics", "drawing"),
        (["mimetype"], "application/epub+zip", "not known"),
        (["[content_types].xml", "3d/model.xml"], "", "not known"),
        (["index/document.iwa"], "", "iWork"),
    ],
)
def test_other_packages_are_refused_and_never_unpacked(names: list[str], mimetype: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        kind_of_package(names, "", mimetype, "x")


def test_a_flat_package_is_read_as_its_docx() -> None:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as package:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}" pkg:contentType="{_type(name)}"><pkg:xmlData>'
            + package.read(name).decode().partition("?>")[2]
            + "</pkg:xmlData></pkg:part>"
            for name in ("_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml")
        )
    flat = f'<?xml version="1.0"?><pkg:package xmlns:pkg="{PACKAGE}">{parts}</pkg:package>'
    source = read_bytes(flat.encode(), "plan.doc")
    assert source.text.splitlines() == LINES
    assert source.media_type == office_markup.FLAT_PACKAGE


def _type(name: str) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return main if name.endswith("document.xml") else "application/xml"


@needs_office
def test_the_xml_of_excel_2003_is_a_table() -> None:
    rows = [["任务", "责任单位"], ["种树", "县林业局"]]
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in rows
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    book = f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="表"><Table>{cells}</Table></Worksheet></Workbook>'
    source = read_bytes(book.encode(), "plan.xls")
    assert source.text.splitlines() == ["任务\t责任单位", "种树\t县林业局"]
    assert sniff.sniff(book.encode(), "x") == office_markup.EXCEL_2003
