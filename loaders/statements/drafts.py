"""What the rules for responsibility read before it is placed: lists of units with a role, and rules that are values."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from loaders.readings import Form, Heading, Outline, Part, Role, Scope, Span
from loaders.statements.lists.mentions import Mention

FORMAL = frozenset({"bracket", "field", "table", "heading"})
"""The forms that counts rest on; what prose says stands beside them."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a document as the rules see it.

    `words` is the shadow (Word's artefacts are blank in it), `laid` the same with one line a paragraph, both of its
    length; `heads` are the beginnings of the headings.
    """

    outline: Outline
    part: Part
    words: str
    laid: str
    heads: tuple[int, ...]

    @property
    def text(self) -> str:
        """The stored text."""
        return self.outline.text

    def heading_at(self, position: int) -> Heading | None:
        """The innermost heading whose section holds `position`."""
        at = self.index_at(position)
        return None if at is None else self.outline.headings[at]

    def index_at(self, position: int) -> int | None:
        """The index of that heading; as Outline.heading_at, but by bisection."""
        at: int | None = bisect_right(self.heads, position) - 1
        while at is not None and at >= 0:
            if position < self.outline.headings[at].end:
                return at
            at = self.outline.headings[at].parent
        return None

    def item_at(self, position: int) -> Heading | None:
        """The heading whose title begins at `position`."""
        heading = self.heading_at(position)
        if heading is None or self.words[heading.start + len(heading.label) : position].strip():
            return None
        return heading

    def title_of(self, heading: Heading) -> Span:
        """The words of a heading's title."""
        start = self.text.find(heading.title, heading.start, heading.end)
        start = heading.start if start < 0 else start
        return Span(start, start + len(heading.title.rstrip()))

    def heading_of(self, start: int) -> Heading:
        """The heading that begins at `start`."""
        return self.outline.headings[bisect_right(self.heads, start) - 1]


@dataclass(frozen=True, slots=True)
class RoleList:
    """Units that one list names in one role. `span` holds the list; `open`: it ends in 等; `commas` between units.

    `fixed`: the words themselves say who leads or supports, so that no declared rule changes it.
    """

    role: Role
    span: Span
    mentions: tuple[Mention, ...]
    open: bool
    commas: tuple[int, ...] = ()
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class LeadRule:
    """A declaration of who leads. It governs from `span` on, or within `reach` where that is given.

    `span` is empty where no words declare it (stars that need no rule).
    """

    name: str
    span: Span
    others_support: bool
    lasting: bool
    reach: Span | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before it is placed.

    `outer` includes brackets. `work`, `heading` and `scope` are given where the form itself decides them. `governing`:
    heads of columns that say the role, rules that bind units to every later list.
    """

    start: int
    end: int
    form: Form
    rule: str
    lists: tuple[RoleList, ...]
    outer: Span
    lead_rules: tuple[LeadRule, ...] = ()
    work: Span | None = None
    heading: int | None = None
    scope: Scope | None = None
    governing: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to read statements, run only where one of `literals` occurs (no literals: always).

    `read` gets the page and the spans that the rules before it have read, in text order.
    """

    name: str
    literals: tuple[str, ...]
    read: Callable[[Page, Sequence[Span]], Iterable[Draft]]


def page(outline: Outline, part: Part) -> Page:
    """The part as the rules see it."""
    heads = tuple(heading.start for heading in outline.headings)
    return Page(outline, part, outline.shadow, outline.laid, heads)
