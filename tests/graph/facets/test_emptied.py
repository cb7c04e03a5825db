"""An empty list says how many items there would be without each filter."""

from graph.facets.facets import Facets
from graph.questions.departments.duties_across import Wish, across
from graph.questions.plans.measure_list import measure_list
from graph.questions.plans.targets import targets
from graph.stores.opening import open_store
from tests.districts import DISTRICTS, load_districts, number_of


def test_each_filter_is_left_out_once_and_a_list_that_is_not_empty_says_nothing() -> None:
    with open_store("sqlite://") as store:
        load_districts(store)
        view = store.view()
        whole = measure_list(view)
        assert whole.without == {}
        facets = Facets(place=(DISTRICTS[0],), year=("1999",))
        empty = measure_list(view, plan=number_of(DISTRICTS[0]), facets=facets)
        here = measure_list(view, facets=Facets(place=(DISTRICTS[0],))).page.total
        assert (empty.page.total, dict(empty.without)) == (0, {"plan": 0, "place": 0, "year": here})
        duties = across(view, Wish(words="住房", parties=99, facets=Facets(role=("lead",))))
        alone = across(view, Wish(words="住房", facets=Facets(role=("lead",)))).page.total
        assert dict(duties.without) == {"q": 0, "parties": alone, "role": 0}
        late = targets(view, due_before="1950", facets=Facets(year=("2023",)))
        assert late.without["due_before"] == targets(view, facets=Facets(year=("2023",))).page.total
        assert late.without["year"] == 0
