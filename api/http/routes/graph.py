"""/api/measures, goals, targets, search, citations, subgraph, paths, evidence: the rest of the graph's questions."""

from functools import partial
from typing import Annotated

from fastapi import Query

from api.answers import departments as answers_departments
from api.answers import graph as answers_graph
from api.answers import measures as answers_measures
from api.answers import plans as answers_plans
from api.decisions.notes import explained
from api.http.delivery.router import Router
from api.http.dependencies import DateWords, Key, NodeKindWord, PagingDep, RoleWord, ViewDep
from api.http.filters.facet_parameters import FacetsDep, PlanFacetsDep
from api.wire import departments as wire_departments
from api.wire import graph as wire_graph
from api.wire import measures as wire_measures
from api.wire import plans as wire_plans
from graph.errors import BadRequestError
from graph.questions.departments.workload import all_workloads
from graph.questions.parameters import LoadSort
from graph.questions.plans.citations import CitedAs, act_id, citations, cited_acts
from graph.questions.plans.measure_list import measure_list
from graph.questions.plans.measures import work
from graph.questions.plans.neighbourhood import line_facets, subgraph, way
from graph.questions.plans.plans import evidence, named_plan, plan_id
from graph.questions.plans.search import search as find_words
from graph.questions.plans.search import search_facets
from graph.questions.plans.targets import one_target, targets
from graph.search.asked import LONGEST

router = Router(tags=["graph"])

Words = Annotated[
    str,
    Query(
        min_length=1,
        description='Words that must all occur, in any order; "a phrase" in quotes',
        json_schema_extra={"maxLength": LONGEST},
    ),
]
Loaded = Annotated[bool | None, Query(description="True: only acts that are loaded; false: only those that are not")]
How = Annotated[
    list[CitedAs] | None,
    Query(description="As what the act is named: basis, implements, mention, repeals, revises; none: all"),
]
Literal = Annotated[bool, Query(description="Only the words as typed: no synonyms, no pinyin")]


@router.get("/measures")
def list_measures(
    view: ViewDep,
    paging: PagingDep,
    facets: FacetsDep,
    plan: Annotated[str, Query(description="Number, title or id of a plan")] = "",
) -> wire_measures.MeasuresOut:
    """Measures of all plans with who must do them, in order of plan and text."""
    found = measure_list(view, plan=plan_id(view, plan), facets=facets, offset=paging.offset, limit=paging.limit)
    return explained(view, answers_measures.measures(found))


@router.get("/measures/{key:path}")
def measure(view: ViewDep, key: Key) -> wire_measures.WorkOut:
    """A measure with its parties, targets, goals and deadline."""
    return explained(view, answers_measures.work(work(view, key, "Measure")))


@router.get("/goals/{key:path}")
def goal(view: ViewDep, key: Key) -> wire_measures.WorkOut:
    """A goal with its targets, the measures that serve it and everybody who must sit at the table."""
    return explained(view, answers_measures.work(work(view, key, "Goal")))


@router.get("/targets")
def list_targets(
    view: ViewDep,
    paging: PagingDep,
    facets: FacetsDep,
    plan: Annotated[str, Query(description="Number, title or id of a plan")] = "",
    unowned: Annotated[
        bool | None, Query(description="True: only those that nobody owns; false: only owned ones")
    ] = None,
    due_before: Annotated[
        DateWords | None, Query(description="Only what is due before YYYY, YYYY-MM or YYYY-MM-DD")
    ] = None,
    milestones: Annotated[bool, Query(description="Milestones (coverage, deferred) in place of sub-targets")] = False,
    by_deadline: Annotated[
        bool, Query(description="The earliest deadline first, none last; else plan and text")
    ] = False,
) -> wire_measures.TargetsOut:
    """Sub-targets with their owners."""
    found = targets(
        view,
        plan=plan_id(view, plan),
        unowned=unowned,
        due_before=due_before or "",
        milestones=milestones,
        by_deadline=by_deadline,
        facets=facets,
        offset=paging.offset,
        limit=paging.limit,
    )
    return explained(view, answers_measures.targets(found))


@router.get("/targets/{key:path}")
def target(view: ViewDep, key: Key) -> wire_measures.TargetOut:
    """A target with what states it, its owners and the measures that bear on it."""
    return answers_measures.target(one_target(view, key))


@router.get("/workload")
def list_workloads(
    view: ViewDep,
    paging: PagingDep,
    plan: Annotated[list[str] | None, Query(description="Numbers, titles or ids of plans; none: all")] = None,
    q: Annotated[str, Query(max_length=200, description="Words that a name contains; none: all departments")] = "",
    sort: Annotated[
        LoadSort | None, Query(description="A column, with a minus from the largest down; none: the most led first")
    ] = None,
) -> wire_departments.WorkloadsOut:
    """All departments by load or by a column, or those whose name contains the words."""
    keys = [named_plan(view, key).id for key in plan or ()]
    return answers_departments.workloads(
        all_workloads(view, plans=keys, words=q, sort=sort, offset=paging.offset, limit=paging.limit)
    )


@router.get("/search")
def search(
    view: ViewDep,
    paging: PagingDep,
    q: Words,
    facets: FacetsDep,
    kind: Annotated[list[NodeKindWord] | None, Query(description="Kinds of nodes; none: all")] = None,
    literal: Literal = False,
) -> wire_graph.SearchOut:
    """Nodes whose names and text together hold every word and "phrase"; names first.

    Synonyms (固废, 固体废物), traditional characters and departments in pinyin or its initials are understood, and said.
    """
    if not q.strip():
        raise BadRequestError("the search has no words", hint="give at least one character in q")
    kinds = kind or ()
    found = find_words(view, q, literal=literal, kinds=kinds, facets=facets, offset=paging.offset, limit=paging.limit)
    return answers_graph.search(found, search_facets(view, found.asked, facets, kinds=kinds))


@router.get("/citations")
def list_citations(
    view: ViewDep,
    paging: PagingDep,
    plan: Annotated[str, Query(description="The citing plan, by number, title or id")] = "",
    act: Annotated[str, Query(description="The act that is named, by number, title or id")] = "",
    how: How = None,
    loaded: Loaded = None,
    *,
    facets: PlanFacetsDep,
) -> wire_plans.CitationsOut:
    """What cites what, with the words; a citation means the loaded plan wherever there is one."""
    found = citations(
        view,
        plan=plan_id(view, plan),
        act=act_id(view, act),
        how=how or (),
        loaded=loaded,
        facets=facets,
        offset=paging.offset,
        limit=paging.limit,
    )
    return answers_plans.citations(found)


@router.get("/cited")
def list_cited(
    view: ViewDep, paging: PagingDep, facets: PlanFacetsDep, how: How = None, loaded: Loaded = None
) -> wire_plans.CitedActsOut:
    """Acts that plans name, those that most plans name first: with `loaded=false` what should be loaded next."""
    return answers_plans.cited_acts(
        cited_acts(view, loaded=loaded, how=how or (), facets=facets, offset=paging.offset, limit=paging.limit)
    )


@router.get("/subgraph")
def subgraph_around(
    view: ViewDep,
    center: Annotated[str, Query(min_length=1, description="Id of any node")],
    depth: Annotated[int, Query(ge=0, le=4, description="Steps from the center")] = 1,
    roles: Annotated[list[RoleWord] | None, Query(description="Roles to keep; none: all")] = None,
    kinds: Annotated[list[NodeKindWord] | None, Query(description="Kinds of nodes to keep; none: all")] = None,
    *,
    facets: FacetsDep,
    plan: Annotated[str, Query(description="Keep the edges of one plan, by number, title or id")] = "",
    limit: Annotated[int, Query(ge=1, le=2000, description="Most nodes")] = 200,
) -> wire_graph.SubgraphOut:
    """The graph around a node."""
    key = plan_id(view, plan)
    around = partial(subgraph, view, center, depth=depth, roles=roles or (), kinds=kinds or (), plan=key, limit=limit)
    whole = around()
    return answers_graph.subgraph(
        around(facets=facets) if facets else whole, line_facets(view, whole.edges, facets, plan=key)
    )


@router.get("/paths")
def paths(
    view: ViewDep,
    from_: Annotated[str, Query(alias="from", min_length=1, description="Id of a node")],
    to: Annotated[str, Query(min_length=1, description="Id of a node")],
) -> wire_graph.WayOut:
    """A shortest way between two nodes."""
    return answers_graph.way(way(view, from_, to))


@router.get("/evidence/{key:path}")
def edge_evidence(view: ViewDep, key: Key) -> wire_graph.EvidenceAnswerOut:
    """The words behind an edge, and where they stood in the file."""
    return answers_graph.evidence_answer(evidence(view, key))
