"""What spreadsheets and documents share: text that XML can hold, and packages without the hour of their making."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 can't hold (§2.2): control characters, lone surrogates, two that are no characters."""

MAKER = "respgraph"
"""Who made a file, as its properties say; its keywords say it too, with what the file holds."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can say."""

_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]{0,300}>)[^<]{0,40}<")


def plain(text: str) -> str:
    """`text` without what XML can't hold."""
    return NOT_IN_XML.sub("", text)


def settled(package: bytes) -> bytes:
    """An Office package (a zip archive) whose bytes depend on its content only, not on when it was made."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as source, ZipFile(held, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z<", content)
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, content)
    return held.getvalue()
