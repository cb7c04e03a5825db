"""The plans of tables printed by other programs: as PDF by LibreOffice, Chromium, WeasyPrint and Typst, as OFD by ofdrw."""

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst

from loaders.files.formats import libreoffice
from tests import maven
from tests.loaders.files.table_documents import TablePlan, as_docx, as_html, page_of, saved

OFDRW = Path(__file__).parents[2] / "ofdrw" / "TableDocuments.java"
FONT = "Noto Sans CJK SC"
TYPST = f"""#set page(paper: "a4", margin: 25mm, numbering: "— 1 —")
#set text(font: "{FONT}", size: 12pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
"""
Prints = Mapping[str, bytes]


def printed(program: str, plans: Sequence[TablePlan], folder: Path) -> Prints:
    """The plans by name as a program prints them, all in one run of it; skips where the program is missing."""
    return PROGRAMS[program](plans, folder)


def _by_libreoffice(plans: Sequence[TablePlan], folder: Path) -> Prints:
    program = libreoffice.program()
    if program is None:
        pytest.skip("needs LibreOffice")
    paths = [folder / f"{at}.docx" for at in range(len(plans))]
    for path, plan in zip(paths, plans, strict=True):
        path.write_bytes(as_docx(plan))
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(  # noqa: S603 (a program of this machine)
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True
    )
    return {plan.name: path.with_suffix(".pdf").read_bytes() for path, plan in zip(paths, plans, strict=True)}


def _by_chromium(plans: Sequence[TablePlan], folder: Path) -> Prints:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("needs Chromium")
    page, made = folder / "page.html", folder / "page.pdf"
    page.write_text(page_of(*map(as_html, plans)), encoding="utf-8")
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [
        program,
        *options,
        f"--user-data-dir={folder / 'user'}",
        f"--print-to-pdf={made}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 (a program of this machine)
    return _parted(made.read_bytes(), plans)


def _by_weasyprint(plans: Sequence[TablePlan], folder: Path) -> Prints:
    weasyprint: Any = pytest.importorskip("weasyprint")
    made = folder / "page.pdf"
    weasyprint.HTML(string=page_of(*map(as_html, plans))).write_pdf(made)
    return _parted(made.read_bytes(), plans)


def _parted(data: bytes, plans: Sequence[TablePlan]) -> Prints:
    """A PDF for each plan: its pages begin where its title stands."""
    whole = pypdfium2.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in whole]
    starts = [next(at for at, text in enumerate(texts) if plan.lines[0].lstrip("^") in text) for plan in plans]
    parted = {}
    for plan, start, end in zip(plans, starts, [*starts[1:], len(texts)], strict=True):
        one = pypdfium2.PdfDocument.new()
        one.import_pages(whole, list(range(start, end)))
        parted[plan.name] = saved(one)
    return parted


def by_typst(plans: Sequence[TablePlan], folder: Path, strokes: str = "1pt") -> Prints:
    """As PDF, one compilation a plan; `strokes` are the lines of the tables, as Typst writes them."""
    fonts = typst.Fonts(include_embedded_fonts=False)
    if FONT not in fonts.families():
        pytest.skip(f"needs the font {FONT}")
    compiler = typst.Compiler(root=folder, font_paths=fonts)
    prints = {}
    for plan in plans:
        made = compiler.compile(_as_typst(plan, strokes).encode(), format="pdf")
        assert isinstance(made, bytes)
        prints[plan.name] = made
    return prints


def _as_typst(plan: TablePlan, strokes: str) -> str:
    lines = [
        f"#align(center, text(size: 16pt, {_quoted(line[1:])}))" if line.startswith("^") else f"#par({_quoted(line)})"
        for line in plan.lines
    ]
    cells = [
        f"  table.cell(x: {place.column}, y: {place.row}, colspan: {place.columns}, rowspan: {place.rows})"
        f"[{' #linebreak() '.join('#' + _quoted(words) for words in place.words.split('|'))}],"
        for place in plan.places()
    ]
    table = [f"#table(columns: (1fr,) * {plan.width}, stroke: {strokes},", *cells, ")"]
    return "\n\n".join([TYPST, *lines, "#set par(first-line-indent: 0em)", "\n".join(table)])


def _quoted(words: str) -> str:
    backslash = "\\"
    return '"' + words.replace(backslash, 2 * backslash).replace('"', backslash + '"') + '"'


def _by_ofdrw(plans: Sequence[TablePlan], folder: Path) -> Prints:
    lacking = maven.missing()
    if lacking:
        pytest.skip(f"no {lacking} to run ofdrw with")
    for at, plan in enumerate(plans):
        lines = [f"title\t{line[1:]}" if line.startswith("^") else f"line\t{line}" for line in plan.lines]
        cells = [
            f"cell\t{place.row}\t{place.column}\t{place.rows}\t{place.columns}\t{place.words}"
            for place in plan.places()
        ]
        (folder / f"{at}.tsv").write_text("\n".join([*lines, *cells]), encoding="utf-8")
    path = maven.class_path(OFDRW, OFDRW.parents[2] / ".ofdrw")
    command = ["java", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", "-cp", path, OFDRW.stem, str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 (our own command)
    return {plan.name: (folder / f"{at}.ofd").read_bytes() for at, plan in enumerate(plans)}


PROGRAMS: Mapping[str, Callable[[Sequence[TablePlan], Path], Prints]] = {
    "pdf of LibreOffice": _by_libreoffice,
    "pdf of Chromium": _by_chromium,
    "pdf of WeasyPrint": _by_weasyprint,
    "pdf of Typst": by_typst,
    "ofd of ofdrw": _by_ofdrw,
}
