"""From two plans beside each other to the wire's shape."""

from collections.abc import Mapping

from api.answers.references import about, evidence, party, plan_ref, target_ref, work_ref
from api.facets.functions import function_label, is_known
from api.wire.compared import cover as shapes
from graph.metrics.dictionary import label
from graph.model import Edge, Node
from graph.questions.comparing.cover import Cover, FunctionShift, Pair, TargetPair
from graph.questions.comparing.sides import Side
from graph.questions.plans.measures import Party
from graph.schema import schema


def cover(found: Cover) -> shapes.PlanCoverOut:
    """What of one plan stands in the other."""
    names = {node.text("name"): node.text("name_en") for node in found.departments.values()}
    places = {id(pair): place for place, pair in enumerate(found.pairs)}
    return shapes.PlanCoverOut(
        one=_side(found.one, len(found.pairs)),
        other=_side(found.other, len(found.pairs)),
        pairs=[_pair(pair, found) for pair in found.pairs],
        certain=dict(found.certain),
        only_one=[work_ref(node) for node in found.only_one],
        only_other=[work_ref(node) for node in found.only_other],
        targets=[_targets(pair) for pair in found.targets],
        shifts=[_shift(shift, places, names) for shift in found.shifts],
        shifts_told=shapes.ShiftsToldOut(**found.told),
        about=about(found.about),
    )


def _side(side: Side, paired: int) -> shapes.SideOut:
    return shapes.SideOut(
        plan=plan_ref(side.plan),
        place=side.plan.text("jurisdiction"),
        edition=side.edition,
        measures=len(side.works),
        paired=paired,
    )


def _pair(pair: Pair, found: Cover) -> shapes.PairOut:
    return shapes.PairOut(
        one=_half(pair.one, pair.one_duties, found),
        other=_half(pair.other, pair.other_duties, found),
        likeness=pair.likeness,
        certainty=pair.certainty,
    )


def _half(work: Node, duties: tuple[Edge, ...], found: Cover) -> shapes.HalfOut:
    roles = schema().role_of
    return shapes.HalfOut(
        work=work_ref(work),
        text=work.text("text"),
        parties=[party(Party(roles[edge.kind], found.departments[edge.source], edge)) for edge in duties],
    )


def _targets(pair: TargetPair) -> shapes.TargetPairOut:
    return shapes.TargetPairOut(
        key=pair.key,
        label=label(pair.key, "zh"),
        label_en=label(pair.key, "en"),
        comparable=pair.comparable,
        unit=pair.unit,
        one=shapes.TargetHalfOut(target=target_ref(pair.one), number=pair.one_number, evidence=evidence(pair.one_held)),
        other=shapes.TargetHalfOut(
            target=target_ref(pair.other), number=pair.other_number, evidence=evidence(pair.other_held)
        ),
    )


def _shift(shift: FunctionShift, places: dict[int, int], names: Mapping[str, str]) -> shapes.ShiftOut:
    known = is_known(shift.function)
    said = function_label(shift.function) if known else {"zh": shift.function, "en": names.get(shift.function, "")}
    return shapes.ShiftOut(
        function=shift.function,
        label=said["zh"],
        label_en=said["en"] or shift.function,
        one=shift.one,
        other=shift.other,
        gained=[places[id(pair)] for pair in shift.gained],
        lost=[places[id(pair)] for pair in shift.lost],
        kept=shift.kept,
    )
