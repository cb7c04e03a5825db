"""Files made to do harm: each gets one clear line, in bounded time and memory, and nothing of this machine leaks."""

import io
import json
import random
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from loaders.files.limits import LIMITS, MEGABYTE
from loaders.files.source import read_bytes
from tests.folders import ROOT

Archive = Callable[[dict[str, str | bytes]], bytes]

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def word(inside: str, before: str = "") -> dict[str, str | bytes]:
    return {"word/document.xml": f"{before}<w:document {WORD}><w:body>{inside}</w:body></w:document>"}


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def quine_like() -> bytes:
    """An archive that holds itself as far as a reader can tell: archives within archives without end."""
    data = b"plan"
    for depth in range(20):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(f"{depth}.zip", data)
        data = stream.getvalue()
    return data


def lying_bomb() -> bytes:
    """A docx whose document says that it is small and unpacks to 1 GB."""
    stream = io.BytesIO()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", b"")
    head = stream.getvalue()
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(1024)) + packer.flush()
    name = b"word/document.xml"
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 1000, len(name), 0) + name + packed
    entry = (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(packed), 1000, len(name), 0, 0, 0, 0, 0, 0)
        + name
    )
    assert head.startswith(b"PK")
    return local + entry + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)


def huge_cell() -> bytes:
    """A workbook whose first cell holds nine hundred thousand characters."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "MARK"
    stream = io.BytesIO()
    book.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as changed:
        for name in made.namelist():
            changed.writestr(name, made.read(name).replace(b"MARK", ("长" * 900_000).encode()))
    return out.getvalue()


def noise(size: int) -> bytes:
    return random.Random(11).randbytes(size)  # noqa: S311 (a fixed fixture, no secret)


CASES: dict[str, tuple[Callable[[Archive], bytes], str]] = {
    "a docx of 300 MB of zeros": (
        lambda z: z(word("") | {"word/media/x.bin": bytes(300 * MEGABYTE)}),
        "unpacks to more",
    ),
    "a docx that lies about its size": (lambda _: lying_bomb(), "unpacks to more|damaged"),
    "an archive within archives": (lambda _: quine_like(), "an archive, not a plan"),
    "more members than a document has": (lambda z: z({f"m{n}": b"" for n in range(10_001)}), "members"),
    "an entity from outside": (lambda z: z(word(paragraph("&x;"), OUTSIDE)), "document type"),
    "an entity from outside in UTF-16": (
        lambda z: z({"word/document.xml": (OUTSIDE + f"<w:document {WORD}>&x;</w:document>").encode("utf-16")}),
        "document type",
    ),
    "a billion laughs": (
        lambda z: z(word(paragraph("&l9;"), f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{LAUGHS}]>')),
        "document type",
    ),
    "a billion laughs in a sheet": (
        lambda z: z({"xl/workbook.xml": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><workbook>&l9;</workbook>'}),
        "document type",
    ),
    "20,000 levels in a docx": (lambda z: z(word("<w:sdt>" * 20_000 + "</w:sdt>" * 20_000)), "nested too deeply"),
    "20,000 levels in a page": (lambda _: b"<html><body>" + b"<div>" * 20_000 + b"x", "nested too deeply"),
    "20,000 levels in an OFD": (lambda z: z({"OFD.xml": "<a>" * 20_000 + "</a>" * 20_000}), "nested too deeply"),
    "a text of 12 million characters": (
        lambda z: z(word(paragraph("a" * 12_000_000))),
        "longer than 1|unpacks to more",
    ),
    "a merged area of 17 billion cells": (
        lambda z: z(
            {
                "xl/workbook.xml": "<workbook/>",
                "xl/worksheets/sheet1.xml": '<worksheet><mergeCell ref="A1:XFD1048576"/></worksheet>',
            }
        ),
        "rows in a sheet",
    ),
    "a row spanned a billion times": (
        lambda _: (
            "<table>" + "<tr><td rowspan=999999999 colspan=999999999>长</td><td>b</td></tr>" * 20_001 + "</table>"
        ).encode(),
        "rows",
    ),
    "a docx without a document": (lambda z: z({"word/document.xml": b"<w:"}), "damaged"),
    "a docx cut short": (lambda z: z(word(paragraph("plan")))[:-30], "damaged"),
    "random bytes": (lambda _: noise(5000), "binary|no text in"),
    "random bytes behind a Word head": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(5000), "old Office file"),
    "random bytes behind a PDF head": (lambda _: b"%PDF-1.7\n" + noise(5000), "damaged"),
    "random bytes behind a zip head": (lambda _: b"PK\x03\x04" + noise(5000), "damaged"),
    "a PDF without end": (
        lambda _: (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1000000/Kids[2 0 R]>>endobj "
            b"trailer<</Root 1 0 R>>"
        ),
        "pages|damaged|no text",
    ),
    "an encrypted docx": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "a picture called plan.docx": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
    "a file of 26 MB": (lambda _: b"a" * (26 * MEGABYTE), "larger than 25 MB"),
}


READ = """
import json, re, resource, sys, time
from pathlib import Path
from graph.errors import SourceError
from loaders.files.source import read_bytes
data, started = Path(sys.argv[1]).read_bytes(), time.monotonic()
try:
    said = {"text": read_bytes(data, "plan.docx").text[:100]}
except SourceError as error:
    said = {"line": str(error), "where": error.where, "hint": error.hint}
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])  # ru_maxrss begins with the caller's
uses = own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps(said | {"seconds": time.monotonic() - started, "kilobytes": uses}))
"""


@pytest.mark.parametrize("case", list(CASES))
def test_each_gets_one_clear_line_in_bounded_time_and_memory(case: str, zipped: Archive, tmp_path: Path) -> None:
    make, message = CASES[case]
    path = tmp_path / "plan.docx"
    path.write_bytes(make(zipped))
    root = ROOT
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, cwd=root)  # noqa: S603 (our own program)
    said = json.loads(done.stdout)
    assert "text" not in said
    assert re.search(message, said["line"]), said["line"]
    assert said["where"] == "plan.docx"
    assert said["hint"]
    assert "\n" not in said["line"]
    assert said["seconds"] < LIMITS.seconds
    assert said["kilobytes"] < 500 * 1024


def test_what_looks_hostile_and_is_not_is_read(zipped: Archive) -> None:
    long = noise(450_000).hex()
    assert read_bytes(zipped(word(paragraph(long))), "long.docx").text == long + "\n"
    assert read_bytes(huge_cell(), "huge.xlsx").text == "长" * 900_000 + "\n"
    spans = "<table>" + "<tr><td rowspan=99999999>长</td><td>b</td></tr>" * 2 + "</table>"
    assert "长\tb" in read_bytes(spans.encode(), "a.html").text
