"""The parts of a docx package: its document, and the styles, numbers, notes and headers that this one names."""

from dataclasses import dataclass

from lxml import etree

from loaders.files.formats.package_xml import parse_xml, related
from loaders.files.formats.refusals import damaged
from loaders.files.formats.word.wordprocessing import STRICT
from loaders.files.formats.zip_package import Package


@dataclass(frozen=True, slots=True)
class Parts:
    """The document's root, and (kind, name) of each part that it names, in order."""

    package: Package
    root: etree._Element
    named: tuple[tuple[str, str], ...]

    def of_kind(self, kind: str) -> etree._Element | None:
        """The last part of a kind; None where there is none."""
        return part(self.package, dict(self.named).get(kind, ""))

    def all_of_kind(self, kind: str) -> list[etree._Element | None]:
        """Every part of a kind; None for one that is named and not there."""
        return [part(self.package, name) for found, name in self.named if found == kind]


def parts(data: bytes, file_name: str) -> Parts:
    """Of a package's bytes. Raises SourceError for a broken one."""
    package = Package(data, file_name)
    main = next(
        (target for kind, target in related(package, "").values() if kind == "officeDocument"), "word/document.xml"
    )
    root = part(package, main)
    if root is None:
        raise damaged(file_name)
    return Parts(package, root, tuple(related(package, main).values()))


def part(package: Package, name: str) -> etree._Element | None:
    """A part in the common namespaces, whatever variant of the format it is in; None where it is not there."""
    data = package.read(name) if name else None
    if data is None:
        return None
    for strict, common in STRICT:
        data = data.replace(strict, common)
    return parse_xml(data, package.where)
