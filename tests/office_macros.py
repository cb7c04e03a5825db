"""Files opened, edited and saved by LibreOffice itself: a Basic macro in a profile of its own, without a window."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from loaders.files.formats import libreoffice

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "docx": "MS Word 2007 XML", "ods": "calc8", "odt": "writer8"}
"""What LibreOffice calls the formats that it saves."""

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{}</script:module>
"""
_MACRO = """
Sub Main
  Dim unseen(0) As New com.sun.star.beans.PropertyValue
  unseen(0).Name = "Hidden"
  unseen(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, unseen())
{edits}
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "{filter}"
  book.storeToURL("{target}", how())
  book.close(True)
End Sub
"""


def edited(folder: Path, data: bytes, form: str, edits: Sequence[str], *, saved_as: str = "") -> bytes:
    """The file after LibreOffice ran lines of Basic over it; `book` is the document. It is saved in its own format or another."""
    profile = folder / "profile"
    library = profile / "user" / "basic" / "Standard"
    program = libreoffice.program() or ""
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    if not library.exists():  # the first start fills the profile and would write over a macro that lies there
        subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=240)  # noqa: S603
    source, target = folder / f"given.{form}", folder / f"saved.{saved_as or form}"
    source.write_bytes(data)
    target.unlink(missing_ok=True)
    macro = _MACRO.format(
        source=source.as_uri(), target=target.as_uri(), filter=FILTERS[saved_as or form], edits="\n".join(edits)
    )
    (library / "Module1.xba").write_text(_MODULE.format(escape(macro)), encoding="utf-8")
    subprocess.run([*command, "macro:///Standard.Module1.Main"], check=True, capture_output=True, timeout=240)  # noqa: S603
    return target.read_bytes()


def basic(words: str) -> str:
    """Words as Basic writes them, line ends too."""
    return " & Chr(10) & ".join('"' + line.replace('"', '""') + '"' for line in words.split("\n")) or '""'
