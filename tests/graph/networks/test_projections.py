"""Networks of two small plans, worked out by hand, on every store."""

from collections import Counter

import pytest

from graph.errors import BadRequestError
from graph.facets.facets import Facets
from graph.ids import measure_id
from graph.networks.projections import PROJECTIONS, Projection, network
from graph.networks.scope import Wish
from graph.schema import SCHEMA_VERSION, schema
from graph.store import Store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.networks import fill
from tests.stores import CITED, ECO, EVERY_TOWN, FIRST, NOW, OLD_ECO, SECOND, WATER

RIVER = measure_id(FIRST, "1.1.1")
CLEAN = measure_id(SECOND, "2.1")


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_ends_are_there_ids_are_one_of_a_kind_and_values_have_the_type_of_their_column(
    filled: Store, projection: Projection
) -> None:
    types: dict[str, type | tuple[type, ...]] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "strings": tuple,
    }
    with filled.snapshot() as view:
        made = network(view, projection)
        nodes, links = list(made.nodes()), list(made.links())
    ids = [vertex.id for vertex in nodes]
    assert len(set(ids)) == len(ids)
    assert len({link.id for link in links}) == len(links)
    assert all({link.source, link.target} <= set(ids) for link in links)
    for listed, columns in ((nodes, made.node_columns), (links, made.link_columns)):
        known = {column.name: types[column.type] for column in columns}
        assert len(known) == len(columns)
        for thing in listed:
            assert all(isinstance(value, known[name]) for name, value in thing.values.items()), thing
            assert "" not in thing.values.values()


def test_the_full_graph_is_all_of_it(filled: Store) -> None:
    with filled.snapshot() as view:
        made, status = network(view, "full"), view.status()
        nodes = Counter(str(vertex.values["kind"]) for vertex in made.nodes())
        links = Counter(link.label for link in made.links())
    assert {kind: nodes.get(kind, 0) for kind in schema().nodes} == status.nodes
    assert {kind: links.get(kind, 0) for kind in schema().edges} == status.edges


def test_the_leads_talk_to_those_who_help_and_these_need_not_meet(filled: Store) -> None:
    with filled.snapshot() as view:
        talk = list(network(view, "talk").links())
        together = list(network(view, "together").links())
        nodes = {vertex.id: vertex.values for vertex in network(view, "talk").nodes()}
    assert [{link.source, link.target} for link in talk] == [{ECO, WATER}]
    (link,) = talk
    leads = "source_leads" if link.source == ECO else "target_leads"
    assert link.weight == 1
    assert link.values["measure_ids"] == (RIVER,)
    assert (link.values["plan_ids"], link.values["first_date"]) == ((FIRST,), "2022-05-01")
    assert link.values[leads] == 1
    assert link.values["both_lead"] == 0
    assert link.values["newman"] == 1.0
    assert "statements" in link.values
    assert [link.values["measure_ids"] for link in together] == [(RIVER,)]
    assert {name: nodes[ECO][name] for name in ("lead", "responsible", "support", "measures")} == {
        "lead": 2, "responsible": 0, "support": 0, "measures": 2,
    }  # fmt: skip
    assert EVERY_TOWN not in nodes  # it is bound by the whole plan, which is no measure


def test_departments_and_measures_are_joined_by_formal_roles(filled: Store) -> None:
    with filled.snapshot() as view:
        made = network(view, "measures")
        links = {(link.label, link.source, link.target) for link in made.links()}
        kinds = Counter(str(vertex.values["kind"]) for vertex in made.nodes())
    assert links == {("LEADS", ECO, RIVER), ("RESPONSIBLE_FOR", WATER, RIVER), ("LEADS", ECO, CLEAN)}
    assert kinds == {"Department": 2, "Measure": 3}  # the heading whose part is a measure is none


def test_a_plan_narrows_every_network(filled: Store) -> None:
    with filled.snapshot() as view:
        made = {each: network(view, each, Wish(plans=(SECOND,))) for each in PROJECTIONS}
        ids = {each: {vertex.id for vertex in made[each].nodes()} for each in PROJECTIONS}
        assert [source.plan for source in made["full"].origin.sources] == [SECOND]
    assert ids["measures"] == {ECO, CLEAN}
    assert FIRST in ids["full"]  # it is cited
    assert RIVER not in ids["full"]
    assert ids["talk"] == {ECO}


def test_a_department_narrows_to_its_work_with_everybody_in_it(filled: Store) -> None:
    with filled.snapshot() as view:
        wish = Wish(departments=(WATER,))
        full = {vertex.id for vertex in network(view, "full", wish).nodes()}
        measures = {vertex.id for vertex in network(view, "measures", wish).nodes()}
        filters = network(view, "full", wish).origin.filters
    assert {RIVER, ECO, WATER, FIRST} <= full
    assert not {CLEAN, EVERY_TOWN} & full
    assert measures == {ECO, WATER, RIVER}
    assert filters == {"department": (WATER,)}


def test_roles_narrow_the_duties(filled: Store) -> None:
    with filled.snapshot() as view:
        made = network(view, "measures", Wish(roles=("lead",)))
        assert {link.label for link in made.links()} == {"LEADS"}
        full = {link.label for link in network(view, "full", Wish(roles=("lead",))).links()}
        assert list(network(view, "together", Wish(roles=("lead",))).links()) == []
    assert "RESPONSIBLE_FOR" not in full
    assert {"LEADS", "HAS_MEASURE", "CITES", "SUCCEEDS"} <= full


def test_a_network_says_what_it_is(filled: Store) -> None:
    with filled.snapshot() as view:
        origin = network(view, "talk").origin
    assert (origin.projection, origin.directed, origin.as_of, origin.schema_version) == (
        "talk",
        False,
        NOW,
        SCHEMA_VERSION,
    )
    assert [(source.plan, source.date, source.loaded_at) for source in origin.sources] == [
        (FIRST, "2022-05-01", NOW),
        (SECOND, "2023-07-01", NOW),
    ]
    assert all(len(source.document) == len("28aca63d") * 8 for source in origin.sources)
    assert "牵头" in origin.rule["zh"]
    assert "lead" in origin.rule["en"]


def test_departments_that_follow_one_another_are_linked(filled: Store) -> None:
    with filled.snapshot() as view:
        full = network(view, "full")
        follow = [(link.source, link.target, link.values["date"]) for link in full.links() if link.label == "SUCCEEDS"]
        cited = {vertex.id for vertex in full.nodes() if vertex.values.get("edition") == "cited"}
    assert follow == [(ECO, OLD_ECO, "2019-03")]
    assert cited == {CITED}


def test_facets_keep_the_work_that_has_all_that_is_chosen_with_everybody_in_it(filled: Store) -> None:
    with filled.snapshot() as view:
        year = Wish(facets=Facets(year=("2023",)))
        assert {vertex.id for vertex in network(view, "measures", year).nodes()} == {ECO, CLEAN}
        assert [source.plan for source in network(view, "full", year).origin.sources] == [SECOND]
        role = Wish(facets=Facets(role=("responsible",)))
        assert {vertex.id for vertex in network(view, "full", role).nodes()} >= {WATER, RIVER}
        assert CLEAN not in {vertex.id for vertex in network(view, "full", role).nodes()}
        assert network(view, "talk", year).origin.filters == {"year": ("2023",)}
        nobody = Wish(facets=Facets(year=("2023",), role=("support",)))
        assert list(network(view, "measures", nobody).nodes()) == []
        assert list(network(view, "talk", nobody).links()) == []


def test_collectives_are_left_out_where_single_departments_are_wanted(store: Store) -> None:
    text = "一、工作任务\n（一）管好堤防。加强巡查。（牵头单位：区水利局；责任单位：区应急管理局、各镇街）\n"
    load_source(store, read_bytes(text.encode(), "plan.txt"))
    with store.snapshot() as view:
        kinds = {key: face.kind for key, face in view.ledger().departments.items()}
        for projection in TABLES_OF_DEPARTMENTS:
            whole = {vertex.id for vertex in network(view, projection).nodes()}
            made = network(view, projection, Wish(single=True))
            shown = {vertex.id for vertex in made.nodes()}
            assert {kinds[key] for key in whole - shown} == {"collective"}
            assert {end for link in made.links() for end in (link.source, link.target)} <= shown
            assert made.origin.filters == {"single": ("true",)}
        with pytest.raises(BadRequestError, match="the whole graph"):
            network(view, "full", Wish(single=True))


TABLES_OF_DEPARTMENTS: tuple[Projection, ...] = ("talk", "together", "measures")
