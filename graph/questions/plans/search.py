"""Searching for words in everything: what a line of words is taken to ask for, and what holds all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.facets.facets import NOTHING, Facets
from graph.facets.found import counted_found, within
from graph.facets.narrowing import Counts
from graph.ledger.ledger import Lately
from graph.questions.all_plans import department_names
from graph.search.asked import Asked, asked
from graph.store import Found, View

EVERYTHING = 2**31
"""A limit that is none."""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was asked for, with the synonyms and readings that were searched for too, and what was found."""

    asked: Asked
    found: Found


def search(
    view: View,
    line: str,
    *,
    literal: bool = False,
    kinds: Sequence[str] = (),
    facets: Facets = NOTHING,
    offset: int = 0,
    limit: int = 50,
) -> SearchAnswer:
    """What holds every word and phrase of a line and has what is chosen; `literal` takes the words as typed.

    Raises BadRequestError for a line that is too long (graph/search/asked.py); one without words finds nothing.
    """
    wanted = asked_for(view, line, literal=literal)
    return SearchAnswer(wanted, find(view, wanted, facets, kinds=kinds, offset=offset, limit=limit))


def find(
    view: View, wanted: Asked, facets: Facets, *, kinds: Sequence[str] = (), offset: int = 0, limit: int = 50
) -> Found:
    """What holds all terms and has what is chosen."""
    inside = within(view.ledger(), facets) if facets else None
    return view.find(wanted, kinds=kinds, within=inside, offset=offset, limit=limit)


def search_facets(view: View, wanted: Asked, facets: Facets, *, kinds: Sequence[str] = ()) -> Counts:
    """All facets with how much of `kinds` each value would leave; one read. Without words there is nothing to count."""
    ledger = view.ledger()
    if not wanted:
        return {}
    lately = ledger.once("facets of what was found", Lately)
    return lately.get(
        (wanted, facets, tuple(kinds)), lambda: counted_found(ledger, facets, view.holding(wanted, kinds=kinds))
    )


def asked_for(view: View, line: str, *, literal: bool = False) -> Asked:
    """What a line asks for; letters may be the reading of a department's name, of those that are there."""
    return asked(line, names=lambda: department_names(view.ledger()), literal=literal)
