"""The words of a Word paragraph as a person sees them: insertions in, deletions, hidden text and field codes out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from loaders.files.formats.superscripts import raised
from loaders.files.formats.word.automatic_numbers import Styles
from loaders.files.formats.word.beside_text import is_large, is_object
from loaders.files.formats.word.formulas import formula
from loaders.files.formats.word.wordprocessing import MC, M, W, attribute, child, flag, value

_THROUGH = frozenset(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
)
_MATH = (M + "oMath", M + "oMathPara")
_BOXES = (W + "drawing", W + "pict", W + "object")
_SPACES = str.maketrans("\r\n\t", "   ")
_SIGNS = {W + "tab": " ", W + "ptab": " ", W + "cr": "\n", W + "noBreakHyphen": "-"}
_FIRST_SIGN = 0x20
_LAST_SIGN = 0xD800  # above stand the signs of symbol fonts, which mean nothing in Unicode


@dataclass(slots=True)
class Aside:
    """What a paragraph carries beside its words, and what was left out of them."""

    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    pictures: int = 0
    large: int = 0
    objects: int = 0


@dataclass(slots=True)
class _Field:
    closed: bool
    code: str = ""
    shown: bool = False
    contents: bool = False


class Reader:
    """Reads paragraphs one after another; fields may run over several of them. `aside` collects the rest."""

    def __init__(self, styles: Styles, root: etree._Element) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self.aside = Aside()
        self._closed = _closed(root)

    @property
    def in_contents(self) -> bool:
        """Whether the place is inside a table of contents, which only repeats the headings."""
        return any(one.contents for one in self._fields)

    def words(self, paragraph: etree._Element, style: str) -> str:
        """The paragraph's text; a line break is a line end, a tab a space."""
        text = "".join(self._inline(paragraph, hidden=self._styles.hidden(style)))
        self._fields = [one for one in self._fields if one.shown]  # a code that does not end here is broken
        return text

    def _inline(self, element: etree._Element, *, hidden: bool) -> Iterator[str]:
        for node in element:
            tag = node.tag
            if tag == W + "r":
                yield from self._run(node, hidden=hidden)
            elif tag in _THROUGH:
                self.aside.inserted += tag in (W + "ins", W + "moveTo")
                if not _placeholder(node) and attribute(node, "instr").split()[:1] != ["TOC"]:
                    yield from self._inline(node, hidden=hidden)
            elif tag in (W + "del", W + "moveFrom"):
                self.aside.deleted += 1
            elif tag == MC + "AlternateContent":
                yield from self._inline(chosen(node), hidden=hidden)
            elif tag in _MATH:
                yield formula(node)

    def _run(self, run: etree._Element, *, hidden: bool) -> Iterator[str]:
        concealed = self._hidden(run, hidden=hidden)
        lifted = value(child(run, "rPr"), "vertAlign") == "superscript"
        for node in run:
            if node.tag == W + "fldChar":
                self._field(node)
            elif node.tag == W + "instrText":
                if self._fields and not self._fields[-1].shown:
                    self._fields[-1].code += node.text or ""
            elif node.tag == W + "ruby":
                base = child(node, "rubyBase")
                if base is not None:
                    yield from self._inline(base, hidden=hidden)
            elif all(one.shown and not one.contents for one in self._fields):
                text = self._sign(node)
                if concealed:
                    self.aside.hidden += len(text)
                else:
                    yield raised(text) if lifted else text

    def _sign(self, node: etree._Element) -> str:
        tag = node.tag
        if tag == W + "t":
            return (node.text or "").translate(_SPACES)
        if tag in _SIGNS:
            return _SIGNS[tag]
        if tag == W + "br":
            return "\n" if attribute(node, "type") in ("", "textWrapping") else ""
        if tag == W + "sym":
            code = attribute(node, "char")
            sign = int(code, 16) if code and all(digit in "0123456789abcdefABCDEF" for digit in code) else 0
            return chr(sign) if _FIRST_SIGN <= sign < _LAST_SIGN else ""
        if tag in (W + "footnoteReference", W + "endnoteReference"):
            self.aside.notes.append((tag.removeprefix(W).removesuffix("Reference"), attribute(node, "id")))
        elif tag in _BOXES or tag == MC + "AlternateContent":
            self._boxes(chosen(node) if tag == MC + "AlternateContent" else node)
        return ""

    def _boxes(self, drawing: etree._Element) -> None:
        boxes = [box for box in drawing.iter(W + "txbxContent") if not _inside_fallback(box, drawing)]
        self.aside.boxes.extend(boxes)
        self.aside.objects += not boxes and is_object(drawing)
        self.aside.pictures += not boxes
        self.aside.large += not boxes and not is_object(drawing) and is_large(drawing)

    def _field(self, mark: etree._Element) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(closed=mark in self._closed))
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
            self._fields[-1].contents = self._fields[-1].closed and self._fields[-1].code.split()[:1] == ["TOC"]
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _hidden(self, run: etree._Element, *, hidden: bool) -> bool:
        properties = child(run, "rPr")
        own = flag(properties, "vanish")
        if own is not None:
            return own
        style = value(properties, "rStyle")
        return hidden or (style is not None and self._styles.hidden(style))


def _closed(root: etree._Element) -> frozenset[etree._Element]:
    """The marks that begin a field and have an end: a table of contents without one would swallow the whole plan."""
    begun: list[etree._Element] = []
    closed = []
    for mark in root.iter(W + "fldChar"):
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            closed.append(begun.pop())
    return frozenset(closed)


def chosen(alternate: etree._Element) -> etree._Element:
    """The content that is shown of two alternatives: the first choice, else the fallback."""
    for name in ("Choice", "Fallback"):
        found = alternate.find(MC + name)
        if found is not None:
            return found
    return alternate


def _placeholder(node: etree._Element) -> bool:
    return bool(flag(child(node, "sdtPr"), "showingPlcHdr"))


def _inside_fallback(box: etree._Element, within: etree._Element) -> bool:
    """Whether the box repeats one that is read anyway: a fallback, or a box in a box."""
    for above in box.iterancestors():
        if above is within:
            return False
        if above.tag in (MC + "Fallback", W + "txbxContent"):
            return True
    return False
