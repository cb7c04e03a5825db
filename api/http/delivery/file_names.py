"""What a file to save is called: its kind in the reader's language, whose it is and what narrows it; beside it a name in ASCII.

Two kinds of paper never share a name, nor do two departments or plans of one name.
"""

from api.exports.list_requests import ListName, Wanted
from graph.bottlenecks.findings.wording import sentences
from graph.model import Node
from graph.place_words import name_beside_place
from graph.schema import Language
from graph.store import View
from viz.site.catalogue_words import catalogue, words
from viz.site.shown_words import cut

MOST_OF_TITLE = 40
"""Characters of a plan's title."""


_OWNED = {None: "", True: "unowned", False: "owned"}

WORD_KINDS = {None: "tasks", "duties": "tasks", "due": "due-tasks"}
"""Lists whose Word document is another paper than their table."""


def file_name(view: View, written_as: str, name: ListName | None, wanted: Wanted, language: Language) -> str:
    """The name without its ending. Up to three reads."""
    if written_as == "jsonl":
        return "respgraph"
    return "-".join(
        filter(None, (words(f"file_{_kind(written_as, name)}", language), *_narrowed(view, wanted, language)))
    )


def plain_name(written_as: str, name: ListName | None, wanted: Wanted) -> str:
    """The name by the words of addresses and ids, of which ASCII is left."""
    if written_as == "jsonl":
        return "respgraph"
    parts = (
        _kind(written_as, name), wanted.show, _OWNED[wanted.unowned], "milestones" if wanted.milestones else "", *wanted.roles, wanted.tier,
        wanted.rule, wanted.due_before, wanted.department, wanted.partner, wanted.plan, wanted.place, _when(wanted), wanted.quarter,
    )  # fmt: skip
    return "-".join(filter(None, parts))


def _kind(written_as: str, name: ListName | None) -> str:
    if written_as == "docx" and name in WORD_KINDS:
        return WORD_KINDS[name]
    return name or {"csv": "duties", "ics": "due"}.get(written_as, "all")


def _when(wanted: Wanted) -> str:
    return wanted.when if wanted.when != "all" else ""


def _narrowed(view: View, wanted: Wanted, language: Language) -> tuple[str, ...]:
    about = (wanted.department, wanted.partner, wanted.plan)
    nodes = {node.id: node for node in view.nodes(list(filter(None, about)))}
    owned = f"file_{_OWNED[wanted.unowned]}" if wanted.unowned is not None else ""
    rule = sentences().rules.get(wanted.rule)
    return (
        *(_called(view, key, nodes.get(key), language) for key in about),
        *(
            _worded(part, language)
            for part in (wanted.show, owned, "milestones" if wanted.milestones else "", *wanted.roles)
        ),
        wanted.tier,
        rule.title[language] if rule else wanted.rule,
        words("file_before", language, date=wanted.due_before) if wanted.due_before else "",
        wanted.words,
        wanted.place,
        _worded(f"when_{wanted.when}" if _when(wanted) else "", language),
        wanted.quarter,
    )


def _worded(part: str, language: Language) -> str:
    """The catalogue's words for a part, itself where it has none."""
    return words(part, language) if part in catalogue() else part


def _called(view: View, key: str, node: Node | None, language: Language) -> str:
    """A department by its name, a plan by its title; told apart where others are called the same."""
    if node is None or node.kind not in ("Department", "Plan"):
        return key
    if node.kind == "Plan":
        title, number = node.text("title"), node.text("number")
        alone = len(view.plans_named(title)) <= 1 or not number
        return cut(title, MOST_OF_TITLE) if alone else f"{cut(title, MOST_OF_TITLE)} {number}"
    name = node.text("name")
    others = len(view.departments_named(name)) > 1
    said = (node.text("name_en") or name) if language == "en" else name
    return name_beside_place(said, node.text("jurisdiction"), language) if others else said
