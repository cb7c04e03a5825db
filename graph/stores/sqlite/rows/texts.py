"""Reads that views and writers of the SQLite store share: decisions, documents and their texts.

Callers run these inside one transaction.
"""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import sqlite3
from collections.abc import Callable

from graph.model import DocumentText
from graph.stores.damage import damaged
from graph.stores.decode import node, origins
from graph.stores.sqlite.tables import PIECE

_NODE = "n.kind, n.id, n.properties, n.plan"
_PIECE = "SELECT text FROM document_text WHERE document = ? AND piece = ?"


def read_document(connection: sqlite3.Connection, document: str) -> DocumentText | None:
    """A document whole."""
    row = connection.execute(
        f"SELECT {_NODE}, d.origins FROM node n JOIN document d ON d.id = n.id WHERE n.id = ?", (document,)
    ).fetchone()
    return DocumentText(node(row[:4]), read_text(connection, document), origins(row[4])) if row else None


def read_text(connection: sqlite3.Connection, document: str) -> str:
    """The whole stored text of a document, empty for an unknown one."""
    pieces = connection.execute("SELECT text FROM document_text WHERE document = ? ORDER BY piece", (document,))
    return "".join(piece for (piece,) in pieces)


def cutting(connection: sqlite3.Connection) -> Callable[[str, int, int], str]:
    """What cuts words out of documents' texts, whose pieces are each read once; damage where there are fewer words."""
    pieces: dict[tuple[str, int], str] = {}

    def piece(document: str, number: int) -> str:
        row = connection.execute(_PIECE, (document, number)).fetchone()
        found: str = row[0] if row else ""
        pieces[document, number] = found
        return found

    def cut(document: str, start: int, end: int) -> str:
        first, at = divmod(start, PIECE)
        text = pieces.get((document, first))
        if text is None:
            text = piece(document, first)
        to = at + end - start
        if to > PIECE:
            more = range(first + 1, (end - 1) // PIECE + 1)
            text += "".join(pieces.get((document, number)) or piece(document, number) for number in more)
        words = text[at:to]
        if len(words) != end - start:
            raise damaged(f"the text of {document} is shorter than what is quoted of it")
        return words

    return cut
