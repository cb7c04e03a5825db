"""Answers as tables: a sequence of rows, each a frozen dataclass, that pandas takes over whole."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from graph.errors import BadRequestError

if TYPE_CHECKING:
    import pandas as pd

Row = TypeVar("Row")

MOST_SHOWN = 20
"""Rows that a notebook shows of a table."""


@dataclass(frozen=True, slots=True)
class Table(Sequence[Row], Generic[Row]):
    """Rows of one kind, in the order of the question; `kind` is their dataclass, so that an empty table has its columns too."""

    kind: type[Row]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Table[Row]": ...
    def __getitem__(self, index: int | slice) -> "Row | Table[Row]":
        """A row, or a table of some of them."""
        return Table(self.kind, self.rows[index]) if isinstance(index, slice) else self.rows[index]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in fields(self.kind))  # type: ignore[arg-type]  # rows are dataclasses

    def to_pandas(self) -> "pd.DataFrame":
        """A data frame: a row each, a column each field; lists are tuples, what is not stated is "". BadRequestError without pandas."""
        return frame([asdict(row) for row in self.rows], self.columns)  # type: ignore[call-overload]  # same

    def _repr_html_(self) -> str:
        """The first rows, as notebooks show them."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(getattr(row, name)))}</td>" for name in self.columns) + "</tr>"
            for row in self.rows[:MOST_SHOWN]
        )
        more = f"<p>{len(self)} rows</p>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def frame(records: Sequence[dict[str, Any]], columns: Sequence[str]) -> "pd.DataFrame":
    """Records as a data frame. BadRequestError that says what to install where pandas is missing."""
    try:
        import pandas as pd  # noqa: PLC0415 - an extra that only this needs
    except ImportError as error:
        raise BadRequestError("pandas is not installed", hint="pip install 'respgraph[pandas]'") from error
    return pd.DataFrame.from_records(records, columns=list(columns))
