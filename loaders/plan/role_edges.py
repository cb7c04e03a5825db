"""Role edges: the parties of every statement, resolved to departments and joined to the work that the statement governs."""

from collections.abc import Sequence

from graph.model import Evidence, Problem
from graph.schema import schema
from loaders.departments.history import succession
from loaders.departments.places.plan_places import jurisdiction
from loaders.departments.resolve import Resolution, resolve
from loaders.plan.builder import Builder
from loaders.plan.measures_and_goals import FORMAL
from loaders.readings import Party, Reading, Span, Statement
from loaders.ruleset import ruleset
from seeds.registers import register_for


def add_duties(builder: Builder, reading: Reading) -> None:
    """Add the departments and role edges of all statements; unresolved names become problems as well."""
    meta = reading.metadata
    place = jurisdiction(meta.issuer, meta.title, builder.plan, meta.date)
    register = register_for(place.path)
    for statement in reading.statements:
        governed = _governed(builder, statement)
        for party in statement.parties:
            answer = resolve(
                party.unit, surface=party.surface, kind=party.kind, place=place, date=meta.date, register=register
            )
            if answer.node.properties["kind"] == "unresolved":
                builder.problems.append(_unresolved(builder, party, answer.reason))
            _add_department(builder, answer)
            _add_duty(builder, statement, party, answer.node.id, governed)


def _add_department(builder: Builder, answer: Resolution) -> None:
    """The department, and what the dictionary says of it: who took over from it, what it is a branch of."""
    if answer.node.id in builder.nodes:
        return
    builder.nodes[answer.node.id] = answer.node
    related = succession(answer, ruleset=ruleset())
    for node in related.nodes:
        builder.nodes.setdefault(node.id, node)
    for edge in related.edges:
        builder.edges.setdefault(edge.id, edge)


def _add_duty(builder: Builder, statement: Statement, party: Party, department: str, governed: str) -> None:
    """The role edge to the work that the statement governs, and one to the Plan where a rule binds the party to all of it.

    Such a rule (以下均需…落实，不再列出) stands inside a statement, whose own list often names the same party already.
    """
    rules = [span for span in statement.governing if any(_named_in(builder, span, p) for p in statement.parties)]
    named = {rule: place for rule in rules if (place := _named_in(builder, rule, party))}
    own = Span(party.start, party.end)
    if own not in named.values():
        plain = [span for span in statement.governing if span not in rules]
        _add_edge(builder, statement, party, (department, governed), _evidence(builder, statement, own, plain))
    for rule, place in named.items():
        _add_edge(builder, statement, party, (department, builder.plan), _evidence(builder, statement, place, [rule]))


def _named_in(builder: Builder, rule: Span, party: Party) -> Span | None:
    """Where a declaration names a party: at the party's own place, or by the same words."""
    if rule.start <= party.start < rule.end:
        return Span(party.start, party.end)
    at = builder.outline.text.find(party.surface, rule.start, rule.end)
    return Span(at, at + len(party.surface)) if at >= 0 else None


def _evidence(builder: Builder, statement: Statement, named: Span, governing: Sequence[Span]) -> Evidence:
    return Evidence(
        basis="statement",
        rule=statement.rule,
        ruleset=ruleset(),
        document=builder.document.node.id,
        section=builder.section(builder.headings.get(-1 if statement.heading is None else statement.heading)),
        statement=builder.passage(Span(statement.start, statement.end)),
        party=builder.passage(named),
        governing=tuple(builder.passage(span) for span in governing),
    )


def _add_edge(builder: Builder, statement: Statement, party: Party, ends: tuple[str, str], evidence: Evidence) -> None:
    department, target = ends
    stated = builder.layout.statement_ids[statement.start]
    builder.edge(
        schema().roles[party.role],
        department,
        target,
        stated,
        evidence,
        form=statement.form,
        formal=statement.form in FORMAL,
        unit=party.unit,
        order=party.order,
        list_length=party.list_length,
        open_list=party.open_list,
        scope="document" if target == builder.plan else statement.scope,
        statement=stated,
        lead_rule=statement.lead_rule or "",
    )


def _governed(builder: Builder, statement: Statement) -> str:
    """The measure, goal or plan that a statement governs."""
    work = builder.layout.by_statement.get(statement.start)
    if work:
        return builder.measure_id(work)
    if statement.scope == "document" or statement.heading is None:
        return builder.plan
    around = builder.layout.holding(statement.work.start if statement.scope == "sentence" else statement.heading)
    if around and statement.scope != "section":
        return builder.measure_id(around)
    goals = [builder.goal_id(h) for h in builder.chain(builder.headings.get(statement.heading))]
    stated = [goal for goal in goals if goal in builder.nodes]
    if stated:
        return stated[-1]
    return builder.measure_id(around) if around else builder.plan


def _unresolved(builder: Builder, party: Party, reason: str) -> Problem:
    return Problem(
        code="unresolved-party",
        message=reason,
        start=party.start,
        end=party.end,
        quote=builder.outline.text[party.start : party.end],
        section=builder.section(builder.outline.heading_at(party.start)),
    )
