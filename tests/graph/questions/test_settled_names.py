"""A name that a reading left open is settled while a decision says what it is."""

from api.decisions.requests import decide
from api.wire.names import DecisionIn
from graph.model import Problem
from graph.questions.departments.settled_names import UNREAD_NAME, open_names, settled
from graph.store import Store
from graph.stores.opening import open_store
from tests.names import ECO, NEW_PLAN, OPEN, fill


def problems(store: Store) -> list[Problem]:
    """One for each place of the plan where the open name stands."""
    reading = store.view().reading(NEW_PLAN)
    assert reading
    spots = [edge.evidence.party for edge in reading.edges if edge.source == OPEN]
    return [Problem(UNREAD_NAME, "", words.start, words.end, words.quote) for words in spots if words]


def test_a_name_is_open_until_somebody_says_what_it_is() -> None:
    with open_store("sqlite://") as store:
        found = problems(fill(store))
        assert found
        names = open_names(store.view(), NEW_PLAN, found)
        assert {name.department for name in names.values()} == {OPEN}
        assert settled(names) == 0
        made = decide(store, DecisionIn(kind="same", subject=OPEN, object=ECO), "clerk")
        names = open_names(store.view(), NEW_PLAN, found)
        assert settled(names) == len(names)
        assert {name.decision and name.decision.id for name in names.values()} == {made.id}
        assert open_names(store.view(), NEW_PLAN, [Problem("other", "", 0, 1, "x")]) == {}
