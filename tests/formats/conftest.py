"""Files made by code for the tests of the formats: nothing here comes from a real plan."""

import io
import zipfile
from collections.abc import Callable, Mapping

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
