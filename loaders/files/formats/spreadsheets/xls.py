"""Old Excel files (.xls, .et): LibreOffice makes them xlsx; without it, python-calamine reads the bare values, apart."""

from importlib.util import find_spec

from graph.errors import SourceError
from loaders.files.formats.content import Content
from loaders.files.formats.libreoffice import converted, program
from loaders.files.formats.separate_process import read_apart
from loaders.files.formats.spreadsheets import xlsx


def read(data: bytes, file_name: str) -> Content:
    """The text with `sheet NAME cell C5` origins; raises SourceError: encrypted, damaged, neither program installed."""
    if program() is not None:
        return xlsx.read(converted(data, "xls", "xlsx", file_name), file_name)
    if find_spec("python_calamine") is not None:
        return read_apart("spreadsheets.calamine", data, file_name)
    raise SourceError(
        "files of the kind .xls need LibreOffice or the package python-calamine, which are not installed",
        where=file_name,
        hint="install one of them, or save the file as .xlsx",
    )
