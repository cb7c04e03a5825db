"""bottlenecks, what-if: where plans will jam, and what another organisation would change."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli.manners.language import language_of
from api.cli.options import AsJson, PlanKey, StoreUrl, Today, day_of, viewed, with_facets
from api.cli.output import escape, out, print_json, print_table
from graph.facets.facets import FACETS

if TYPE_CHECKING:
    from api.wire.bottlenecks import FindingOut, FoldOut, RecordOut, WordsOut
    from graph.schema import Language

Lang = Annotated[
    Literal["zh", "en"] | None, typer.Option("--lang", help="Language of the sentences; else the setting.")
]
ThresholdsFile = Annotated[
    Path | None,
    typer.Option("--thresholds", metavar="FILE.yaml", help="Other thresholds, as in `many_leads: 4`."),
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command()(with_facets(*FACETS)(bottlenecks))
    app.command()(judge)
    app.command("what-if")(what_if)


def bottlenecks(
    given: Mapping[str, Sequence[str]],
    plan: PlanKey = "",
    tier: Annotated[Literal["note", "A", "B", "C", "D"] | None, typer.Option(help="Only this tier.")] = None,
    rule: Annotated[str, typer.Option(help="Only this rule, as in docs/bottlenecks.md.")] = "",
    unit: Annotated[str, typer.Option("--unit", help="Only what touches this department.")] = "",
    folded: Annotated[
        Literal["rule", "plan"] | None,
        typer.Option(help="Alike findings in one line with their count: of a rule, or of a rule in a plan."),
    ] = None,
    judged: Annotated[
        Literal["all", "useful", "known", "wrong", "none"] | None,
        typer.Option(help="By what readers said; without it all but those called wrong."),
    ] = None,
    thresholds: ThresholdsFile = None,
    lang: Lang = None,
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Where coordination will jam: by tier, what to do and why, with the thresholds used."""
    from api.answers import bottlenecks as answers_bottlenecks
    from api.answers.bottlenecks import matter_facts
    from api.facets.asked import facets_of
    from graph.bottlenecks.findings.findings import RULES
    from graph.errors import BadRequestError
    from graph.questions.bottlenecks.findings import findings
    from graph.questions.bottlenecks.gathered_facts import chosen_plans
    from graph.questions.bottlenecks.wanted_findings import Narrowed
    from graph.questions.departments.finding import find_department

    if rule and rule not in RULES:
        raise BadRequestError(f"no rule is called {rule!r}", hint="one of " + ", ".join(RULES))
    limits = read_thresholds(thresholds)
    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        who = find_department(view, unit).id if unit else ""
        narrowed = Narrowed(tier or "", rule, who, judged=judged or "", facets=facets)
        keys = chosen_plans(view, plan)
        answer = answers_bottlenecks.findings(
            findings(view, keys, matters=matter_facts, given=limits, narrowed=narrowed, folded=folded)
        )
    if as_json:
        print_json(answer)
        return
    language = _language(lang)
    labels = {each.tier: _said(each.label, language) for each in answer.tiers}
    spoken = ""
    for number, finding in enumerate(answer.items):
        if finding.tier != spoken:
            spoken = finding.tier
            out.print(escape(f"{spoken}  {labels[spoken]}"))
        if folded:
            _print_fold(answer.folds[number], answer.records, language)
        else:
            _print_finding(finding, language)
    if answer.aside:
        out.print(f"{answer.aside} more were called wrong by readers; --judged wrong lists them")
    print_table(
        ("threshold", "value", "default", ""),
        [(t.name, f"{t.value:g}", f"{t.default:g}", _said(t.label, language)) for t in answer.thresholds],
        title=f"{answer.findings} findings",
    )


def judge(
    finding: Annotated[str, typer.Argument(metavar="ID", help="Id of a finding, as `bottlenecks --json` gives it.")],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="useful, known or wrong.")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with it.")] = "",
    store: StoreUrl = "",
) -> None:
    """Say of what use a finding is; the latest word holds, `names undo` takes it back, and nothing in the graph changes."""
    from api.cli.decided import decided
    from api.wire.names import DecisionIn

    decided(store, DecisionIn(kind="judge-finding", subject=finding, values={"verdict": verdict}, why=why))


def read_thresholds(file: Path | None) -> dict[str, float]:
    """The thresholds of a file: a mapping of names to numbers. SourceError, BadRequestError."""
    import yaml

    from api.cli.options import words_of
    from graph.errors import BadRequestError, SourceError

    if file is None:
        return {}
    try:
        data = yaml.load(words_of(file), Loader=yaml.CSafeLoader) or {}
    except yaml.YAMLError as error:
        raise SourceError(f"can't be read: {error}", where=str(file)) from error
    if not isinstance(data, dict) or not all(isinstance(value, int | float) for value in data.values()):
        raise BadRequestError("it is no table of thresholds", where=str(file), hint="lines as in `many_leads: 4`")
    try:
        return {str(name): float(value) for name, value in data.items()}
    except OverflowError as error:
        raise BadRequestError(f"a threshold is too large: {error}", where=str(file)) from error


def what_if(
    changes: Annotated[
        list[str],
        typer.Argument(
            metavar="CHANGE…",
            help="One after another: 'abolish A', 'merge A + B = C', 'split A = B: MEASURE, MEASURE', 'rename A = B', "
            "'hand-over A = B' or '… = B: MEASURE, MEASURE', 'add-lead A = MEASURE'.",
        ),
    ],
    plan: PlanKey = "",
    thresholds: ThresholdsFile = None,
    lang: Lang = None,
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """What another organisation would change: duties without a lead, seats, findings solved and caused; nothing is stored."""
    from api.answers.organisation_changes import change_of
    from api.answers.what_if import imagined
    from api.wire.namesakes import told_apart
    from api.wire.what_if import WhatIfIn

    asked = WhatIfIn(plan=plan, changes=[change_of(said) for said in changes], thresholds=read_thresholds(thresholds))
    with viewed(store) as view:
        answer = imagined(view, asked)
    if as_json:
        print_json(answer)
        return
    language = _language(lang)
    answer = told_apart(answer, language)
    out.print(
        escape(
            f"{len(answer.leaderless)} measures left without a lead, {answer.targets_leaderless} targets in them; "
            f"{len(answer.led)} get a lead; seats saved: {answer.seats_saved}, pairs saved: {answer.pairs_saved}"
        )
    )
    for title, works in (("without a lead", answer.leaderless), ("with a lead now", answer.led)):
        for work in works:
            out.print(escape(f"  {title}: {work.label}{work.title}"))
    for title, found in (("solved", answer.solved), ("caused", answer.caused)):
        out.print(f"{title}: {len(found)}")
        for finding in found:
            _print_finding(finding, language)
    print_table(
        ("department", "leads", "alone", "in all", "own share", "seats"),
        [
            (
                line.department.name,
                *(
                    f"{getattr(line.before, name, '-')} → {getattr(line.after, name, '-')}"
                    for name in ("lead", "sole", "total", "own", "load")
                ),
            )
            for line in answer.loads
        ],
    )


def _print_finding(finding: "FindingOut", language: "Language") -> None:
    judged = f" [{finding.judgement.verdict}, {finding.judgement.by}]" if finding.judgement else ""
    out.print(
        escape(f"  {finding.rule}: {_said(finding.resolve, language)} {_said(finding.sentence, language)}{judged}")
    )


def _print_fold(fold: "FoldOut", records: "list[RecordOut]", language: "Language") -> None:
    where = (
        f", {fold.plans} plans" if fold.plans > 1 else f", {fold.plan.number or fold.plan.title}" if fold.plan else ""
    )
    told = "".join(f" [{one.useful} of {one.judged} useful]" for one in records if one.rule == fold.rule)
    line = (
        f"  {fold.rule} ({fold.count}{where}): {_said(fold.resolve, language)} {_said(fold.sentence, language)}{told}"
    )
    out.print(escape(line))


def _said(words: "WordsOut", language: "Language") -> str:
    return words.zh if language == "zh" else words.en


def _language(chosen: "Language | None") -> "Language":
    return language_of(chosen or "")
