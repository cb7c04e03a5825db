"""What questions asked when they were put last: put again, they read all of that in one transaction.

An address asks much the same each time, also when the store was written to meanwhile. What it asks no more is read in vain once.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

from graph.serial import dumps
from graph.stores.neo4j import cypher_books as books

Statement = tuple[str, Mapping[str, Any]]
Name = tuple[str, str]
"""What tells a statement with its parameters from others."""

MOST = 500
"""Questions of which that is known, those that were put last."""

LONGEST = 50_000
"""Characters of the parameters of one question: longer ones are exports, which read on and on."""


class Asked(NamedTuple):
    """What a question asked, and whether the store changed under it."""

    statements: Mapping[Name, Statement]
    torn: bool = False


NOTHING = Asked({})


def name_of(statement: Statement) -> Name:
    """The name of a statement."""
    words, parameters = statement
    return words, dumps(dict(parameters))


MARKS = frozenset({name_of((books.MARK, {}))})
"""Asked for to see whether an answer still holds; nothing is read ahead for that."""


class LastAsked:
    """What the latest questions asked, by what they are called; it may be used from several threads at once."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._known: OrderedDict[Hashable, Asked] = OrderedDict()
        self._turn = threading.Lock()

    def of(self, question: Hashable) -> Asked:
        """What it asked the last time; nothing of one without a name."""
        with self._turn:
            return self._known.get(question, NOTHING)

    def keep(self, question: Hashable, asked: Asked) -> None:
        """Remember what it asked, if it came so far as to ask."""
        if question is None or asked.statements.keys() <= MARKS:
            return
        with self._turn:
            self._known.pop(question, None)
            if sum(len(parameters) for _, parameters in asked.statements) <= LONGEST:
                self._known[question] = asked
            if len(self._known) > MOST:
                self._known.popitem(last=False)
