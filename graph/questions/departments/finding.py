"""Finding a department by any of its names."""

import difflib
import re
from collections.abc import Sequence
from typing import get_args

from graph import decisions as rules
from graph.errors import AmbiguousNameError, UnknownIdError
from graph.model import Node
from graph.place_words import lies_in, place_words
from graph.roster import Roster, absent_members
from graph.schema import Language
from graph.store import View

MOST_SUGGESTIONS = 5
_WITH_PLACE = re.compile(r"(?P<name>.+?)\s*[(\uff08](?P<place>.+)[)\uff09]")
LANGUAGES: tuple[Language, ...] = get_args(Language)
NEAR = 0.5
"""difflib ratio from which a name is offered as "did you mean"; suggestions are never applied by themselves."""


def find_department(view: View, key: str, *, jurisdiction: str = "", rosters: Sequence[Roster] = ()) -> Node:
    """The one department by id, name, alias or English name.

    `jurisdiction` (a place path or the end of one) narrows a name that several places have. A department that a decision
    merged into another is answered by that other. A name that no plan has may be that of a collective's member in
    `rosters`. Raises UnknownIdError with suggestions, AmbiguousNameError with the list.
    """
    found = departments_named(view, key, jurisdiction=jurisdiction) or _in_place(view, key)
    found = found or absent_members(rosters, key, jurisdiction)
    if not found and jurisdiction:
        raise _not_there(view, key, jurisdiction)
    if not found:
        raise UnknownIdError(
            f"no department is called {key!r}",
            hint="try a part of the name in the search",
            suggestions=suggestions(view, key),
        )
    if len(found) > 1:
        raise AmbiguousNameError(
            f"{len(found)} departments are called {key!r}",
            hint="name one of them, or narrow by jurisdiction",
            candidates=tuple((node.id, full_name(node)) for node in found),
        )
    return found[0]


def _not_there(view: View, key: str, jurisdiction: str) -> UnknownIdError:
    """Whether the name or the place is unknown."""
    elsewhere = dict.fromkeys(str(node.properties.get("jurisdiction", "")) for node in departments_named(view, key))
    places = ", ".join(place for place in elsewhere if place)
    return UnknownIdError(
        f"no department called {key!r} lies in {jurisdiction!r}",
        hint=f"there is one in {places}" if places else "leave the place out",
        suggestions=() if elsewhere else suggestions(view, key),
    )


def _in_place(view: View, key: str) -> list[Node]:
    """The departments of a name with its place behind it, as `full_name` and pages write them: 区商务委 (重庆市永川区)."""
    written = _WITH_PLACE.fullmatch(key.strip())
    if written is None:
        return []
    place = written["place"].partition(" · ")[0]  # behind it stands the plan that tells places apart which nobody knows
    found = view.departments_named(written["name"])
    return [node for node in found if place in [place_words(node.text("jurisdiction"), each) for each in LANGUAGES]]


def departments_named(view: View, key: str, *, jurisdiction: str = "") -> list[Node]:
    """All departments that the name fits, in the store's order."""
    merged = merged_into(view, key)
    found = view.departments_named(merged or key)
    return [node for node in found if lies_in(node.text("jurisdiction"), jurisdiction)]


def merged_into(view: View, department: str) -> str:
    """The department that people's decisions made of `department` (an id), through any chain; empty for none."""
    return rules.merged_into(view.decisions(kinds=rules.ACTING), department)


def moved_to(view: View, key: str) -> str:
    """Where the id or the name of a department that was made another leads; empty where it was not.

    A name does so only while no other department bears it.
    """
    decisions = view.decisions(kinds=rules.ACTING)
    after = rules.merged_into(decisions, key)
    if after:
        return after
    retired = {d.subject for d in decisions if d.kind in rules.RETARGETS and d.anchor is None and d.subject_name == key}
    targets = {rules.merged_into(decisions, subject) for subject in retired}
    found = view.departments_named(key) if targets else []
    only = found[0] if len(found) == 1 and found[0].id in targets else None
    return only.id if only and only.properties["name"] != key else ""


def suggestions(view: View, key: str) -> tuple[str, ...]:
    """Names that come near: those that contain the words, then those that are spelt alike."""
    containing = [
        str(node.properties["name"]) for node in view.search(key, kinds=("Department",), limit=MOST_SUGGESTIONS).items
    ]
    every = [name for node in view.list_nodes("Department").items for name in names(node)]
    alike = difflib.get_close_matches(key, every, n=MOST_SUGGESTIONS, cutoff=NEAR)
    return tuple(dict.fromkeys([*containing, *alike]))[:MOST_SUGGESTIONS]


def names(node: Node) -> tuple[str, ...]:
    """Every name of a department, its own first, the English ones last."""
    properties = node.properties
    english = properties.get("name_en", "")
    given = (properties["name"], *node.texts("aliases"), english, *node.texts("aliases_en"))
    return tuple(dict.fromkeys(str(name) for name in given if name))


def full_name(node: Node) -> str:
    """The name with its place in words, to tell departments of one name apart."""
    return f"{node.text('name')} ({place_words(node.text('jurisdiction'), 'zh')})"
