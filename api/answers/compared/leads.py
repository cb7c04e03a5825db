"""From who leads what where to the wire's shape."""

from api.answers.graph import terms
from api.answers.references import about, department_ref, evidence, plan_ref, sliced, work_ref
from api.facets.counted import facets_out
from api.facets.functions import function_label
from api.wire.compared import leads as shapes
from graph.questions.comparing.leads import FunctionLine, Leader, Leads, PlaceLine


def leads(found: Leads) -> shapes.LeadsOut:
    """Who leads what where."""
    return shapes.LeadsOut(
        **sliced(found.page, _place),
        works=found.works,
        leaderless=found.leaderless,
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
        works=line.works,
        leaderless=line.leaderless,
        leaders=[_leader(leader) for leader in line.leaders],
    )


def _leader(leader: Leader) -> shapes.LeaderOut:
    return shapes.LeaderOut(
        department=department_ref(leader.department),
        alone=leader.alone,
        jointly=leader.jointly,
        partners=[shapes.WithOut(department=department_ref(node), works=n) for node, n in leader.partners],
        of_partners=leader.of_partners,
        examples=[shapes.LedWorkOut(work=work_ref(work), evidence=evidence(edge)) for work, edge in leader.examples],
    )


def _function(line: FunctionLine) -> shapes.FunctionLineOut:
    said = function_label(line.function)
    return shapes.FunctionLineOut(
        function=line.function,
        label=said["zh"],
        label_en=said["en"],
        plans=line.plans,
        places=line.places,
        alone=line.alone,
        jointly=line.jointly,
        years=dict(line.years),
    )
