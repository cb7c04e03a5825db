"""What somebody typed into a form that is refused: it comes back with the words in it, and the error stands at its field.

Forms that post are kept by their routes; those that ask are the query of the address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import urlencode, urlsplit, urlunsplit

from fastapi import Request

KEY = "respgraph.typed"
"""Where the scope of a request holds its form."""

SAVED = "saved"
"""The parameter of a page's address that says what was saved just now: the id of a decision, or `undone`."""

HIDDEN = frozenset({
    "kind", "subject", "back", "undo", "node", "department_was", "offset", "at", "verdict", "place", "lang", "decision",
    "change", "form", "said", "show",
})  # fmt: skip
"""Fields that nobody types; `subject` only where a form does not label it."""


@dataclass(frozen=True, slots=True)
class TypedForm:
    """Where a form goes, by which method, and its fields in order; `labels` are keys of the catalogue for some of them."""

    action: str
    method: str
    fields: Sequence[tuple[str, str]]
    back: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def is_hidden(self, name: str) -> bool:
        """Whether a field is sent again without being shown."""
        return name in HIDDEN and name not in self.labels

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The fields that nobody types."""
        return [each for each in self.fields if self.is_hidden(each[0])]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The fields to type in."""
        return [each for each in self.fields if not self.is_hidden(each[0])]

    def blamed(self, what: str) -> str:
        """The field whose words (or else whose name) an error quotes; empty for none."""
        quoted = (name for name, said in self.shown if said.strip() and repr(said.strip()) in what)
        named = (name for name, _ in self.shown if name in what.split())
        return next(chain(quoted, named), "")


def keep(
    request: Request,
    values: Mapping[str, object],
    *,
    back: str = "",
    labels: Mapping[str, str] = {},
) -> None:
    """Remember what was typed, should it be refused; fields that are None are none of the form's."""
    fields = [(name, str(value)) for name, value in values.items() if value is not None]
    request.scope[KEY] = TypedForm(request.url.path, "post", fields, back, labels)


def kept(request: Request) -> TypedForm | None:
    """The form that a request sent, if any."""
    form: TypedForm | None = request.scope.get(KEY)
    if form is not None or request.method != "GET":
        return form
    asked = [(name, value) for name, value in request.query_params.multi_items() if name not in ("lang", SAVED)]
    return TypedForm(request.url.path, "get", asked) if asked else None


def told_saved(path: str, saved: str, anchor: str = "") -> str:
    """The address of a page that says that something was saved; `anchor` where the path has none."""
    parts = urlsplit(path)
    others = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] != SAVED]
    query = "&".join([*others, urlencode({SAVED: saved})])
    return urlunsplit(("", "", parts.path, query, parts.fragment or anchor))
