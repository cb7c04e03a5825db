"""What the rules for responsibility read before it is placed: lists of units with a role, and rules that are values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from loaders.facts import Form, Outline, Part, Role, Scope, Span
from loaders.parties import Mention


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a document as the rules see it. `words` is the shadow with Word's artefacts blanked, same length."""

    outline: Outline
    part: Part
    words: str

    @property
    def text(self) -> str:
        """The stored text."""
        return self.outline.text


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
    """A declaration of who leads. It governs from `span` on, or within `reach` where that is given."""

    name: str
    span: Span
    others_support: bool
    lasting: bool
    reach: Span | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before it is placed. `outer` includes brackets; `work` is given where the form itself decides it."""

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


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to read statements: run only where one of `literals` occurs in the part."""

    name: str
    literals: tuple[str, ...]
    read: Callable[[Page], Iterable[Draft]]


def page(outline: Outline, part: Part) -> Page:
    """The part as the rules see it."""
    words = list(outline.shadow)
    for artefact in outline.artefacts:
        words[artefact.start : artefact.end] = " " * (artefact.end - artefact.start)
    return Page(outline, part, "".join(words) if outline.artefacts else outline.shadow)
