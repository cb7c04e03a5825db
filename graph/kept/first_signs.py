"""With which signs a match of a pattern can begin, so that a search passes over all others without trying the pattern there.

`re` works this out for the simplest patterns only; ours are alternatives of words within groups, behind a look back.
"""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

MOST = 1000
"""Signs of a set; a search gains nothing by passing over the few others."""

_CHARSET = 4
"""Of the flags in the block of information at the beginning of the code: what follows is a set."""

_INFO_HEAD = 5
"""Numbers of that block before the set: its name, its length, flags, least and greatest length of a match."""

Tree = Sequence[tuple[Any, Any]]
Item = tuple[Any, Any]


def informed(code: list[int], tree: Any, flags: int, parser: ModuleType, compiler: ModuleType) -> list[int]:  # noqa: ANN401 - of re
    """The code of a pattern with the set of signs that it begins with, where it has no such thing yet and there is one."""
    said, length, told, least = code[:4]
    if said != compiler.INFO or told or not least or length != _INFO_HEAD - 1 or flags & compiler.SRE_FLAG_IGNORECASE:
        return code
    items, passes = _first(tree, parser)
    if passes or items is None or sum(map(_size, items)) > MOST or any(kind is parser.CATEGORY for kind, _ in items):
        return code
    found: list[int] = []
    compiler._compile_charset(compiler._optimize_charset(list(dict.fromkeys(items)))[0], flags, found)  # noqa: SLF001 - see patterns.py
    return [said, length + len(found), _CHARSET, *code[3:_INFO_HEAD], *found, *code[_INFO_HEAD:]]


def _size(item: Item) -> int:
    _, said = item
    return said[1] - said[0] + 1 if isinstance(said, tuple) else 1


def _first(tree: Tree, parser: ModuleType) -> tuple[list[Item] | None, bool]:
    """Signs with which a match of a sequence may begin (None: any), and whether it may match without one."""
    found: list[Item] = []
    for operation, said in tree:
        items, passes = _of(operation, said, parser)
        if items is None:
            return None, False
        found += items
        if not passes:
            return found, False
    return found, True


def _of(operation: Any, said: Any, parser: ModuleType) -> tuple[list[Item] | None, bool]:  # noqa: ANN401 - of re
    """The same of one thing in a sequence."""
    found: tuple[list[Item] | None, bool] = None, False
    if operation is parser.LITERAL:
        found = [(operation, said)], False
    elif operation is parser.IN and said[0][0] is not parser.NEGATE:
        found = list(said), False
    elif operation is parser.BRANCH:
        found = _either([_first(each, parser) for each in said[1]])
    elif operation is parser.SUBPATTERN and not (said[1] or said[2]):  # neither adds nor removes a flag
        found = _first(said[3], parser)
    elif operation is parser.ATOMIC_GROUP:
        found = _first(said, parser)
    elif operation in (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT):
        least, _, inner = said
        items, passes = _first(inner, parser)
        found = items, passes or not least
    elif operation is parser.ASSERT and said[0] > 0:  # what is looked for ahead begins here
        items, passes = _first(said[1], parser)
        found = ([], True) if items is None or passes else (items, False)
    elif operation in (parser.AT, parser.ASSERT, parser.ASSERT_NOT):
        found = [], True
    return found


def _either(alternatives: Sequence[tuple[list[Item] | None, bool]]) -> tuple[list[Item] | None, bool]:
    found: list[Item] = []
    for items, _ in alternatives:
        if items is None:
            return None, False
        found += items
    return found, any(passes for _, passes in alternatives)
