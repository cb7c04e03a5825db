"""From who leads what where to the wire's shape."""

from collections.abc import Iterable

from api.answers.graph import terms
from api.answers.references import about, department_ref, evidence, plan_ref, sliced, work_ref
from api.facets.counted import facets_out
from api.facets.functions import function_label, is_known
from api.wire.compared import leads as shapes
from graph.model import Edge, Node
from graph.questions.comparing.lead_lines import Leader, PlaceLine
from graph.questions.comparing.leading import FunctionLine
from graph.questions.comparing.leads import Leads


def leads(found: Leads) -> shapes.LeadsOut:
    """Who leads what where."""
    return shapes.LeadsOut(
        **sliced(found.page, _place),
        measures=found.measures,
        goals=found.goals,
        headings=found.headings,
        leaderless=found.leaderless,
        nobody=found.nobody,
        functions=[_function(line) for line in found.functions],
        of_functions=found.of_functions,
        terms=terms(found.asked) if found.asked else [],
        left_out=found.left_out,
        facets=facets_out(found.facets),
        about=about(found.about),
    )


def _place(line: PlaceLine) -> shapes.PlaceLineOut:
    return shapes.PlaceLineOut(
        plan=plan_ref(line.plan),
        place=line.plan.text("jurisdiction"),
        year=line.year,
        measures=line.measures,
        goals=line.goals,
        leaderless=line.leaderless,
        nobody=line.nobody,
        leaders=[_leader(leader) for leader in line.leaders],
        charged=[
            shapes.ChargedOut(
                department=department_ref(each.department), roles=dict(each.roles), examples=_examples(each.examples)
            )
            for each in line.charged
        ],
        unnamed=[work_ref(work) for work in line.unnamed],
    )


def _leader(leader: Leader) -> shapes.LeaderOut:
    return shapes.LeaderOut(
        department=department_ref(leader.department),
        alone=leader.alone,
        jointly=leader.jointly,
        partners=[shapes.WithOut(department=department_ref(node), works=n) for node, n in leader.partners],
        of_partners=leader.of_partners,
        others=[shapes.BesideOut(department=department_ref(node), roles=dict(roles)) for node, roles in leader.others],
        of_others=leader.of_others,
        examples=_examples(leader.examples),
    )


def _examples(found: Iterable[tuple[Node, Edge]]) -> list[shapes.LedWorkOut]:
    return [shapes.LedWorkOut(work=work_ref(work), evidence=evidence(edge)) for work, edge in found]


def _function(line: FunctionLine) -> shapes.FunctionLineOut:
    is_function = is_known(line.function)
    said = function_label(line.function) if is_function else {"zh": line.function, "en": line.name_en or line.function}
    return shapes.FunctionLineOut(
        function=line.function,
        is_function=is_function,
        label=said["zh"],
        label_en=said["en"],
        plans=line.plans,
        places=line.places,
        alone=line.alone,
        jointly=line.jointly,
        unled=line.unled,
        years=dict(line.years),
    )
