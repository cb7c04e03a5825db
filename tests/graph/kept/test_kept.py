"""What is kept between processes: patterns come out as they were made, whatever lies in the folder."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.kept import folder, patterns

PATTERNS = [
    (r"(?P<year>\d{4})年(?:(?P<month>[0-9]{1,2})月)?", 0),
    (r"^(?:[一二三四五六七八九十]{1,3}、)(?<!第)(?=[^\n]{2,}+)", re.MULTILINE),
    (r"(?P<a>a)?(?(a)b|c)(?i:[ä-ü])+?\Z", re.DOTALL),
    (r"《[^《》]{0,200}》|[^\u4e00-\u9fff]", re.ASCII),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    for remembered in (folder._place, patterns.compiled):
        remembered.cache_clear()
    patterns.SHELF.forget()
    patterns.SHELF.keep()
    yield tmp_path
    monkeypatch.undo()
    for remembered in (folder._place, patterns.compiled):
        remembered.cache_clear()
    patterns.SHELF.forget()


def again() -> None:
    """As the next process begins."""
    patterns.SHELF.keep()
    patterns.SHELF.forget()
    patterns.compiled.cache_clear()


def kept_in(home: Path) -> Path:
    (found,) = home.rglob("patterns*.json")
    return found


def test_a_pattern_that_was_kept_is_the_one_that_re_compiles(home: Path) -> None:
    for source, flags in PATTERNS:
        patterns.compiled(source, flags)
    again()
    assert len(json.loads(kept_in(home).read_text(encoding="utf-8"))["data"]) >= len(PATTERNS)
    for source, flags in PATTERNS:
        parts = patterns._parts()
        assert parts
        found, right = patterns.compiled(source, flags), re.compile(source, flags)
        assert found == parts.put_together(source, parts.taken_apart(source, flags))
        assert right == parts.put_together(source, parts.taken_apart(source, flags, told=False))
        assert (found.flags, found.groups, found.groupindex) == (right.flags, right.groups, right.groupindex)
    date = patterns.compiled(PATTERNS[0][0]).fullmatch("2025年6月")
    assert date is not None
    assert date.groupdict() == {"year": "2025", "month": "6"}
    assert date.lastgroup == "month"


@pytest.mark.parametrize(
    "harm",
    [
        "",
        "{",
        "[1]",
        '{"0 a": [0, "AAAA", 1, {}]}',
        '{"0 a": ["AAAA", 0, 1, {}]}',
        '{"0 a": 7}',
        '{"0 a": ["", 0, 0, {"x": 9}]}',
    ],
)
def test_what_somebody_wrote_there_changes_nothing(home: Path, harm: str) -> None:
    patterns.compiled("b")
    again()
    if harm[:1] == "{" and harm != "{":
        harm = json.dumps({"by": sys.version, "data": json.loads(harm)})
    kept_in(home).write_text(harm, encoding="utf-8")
    again()
    assert patterns.compiled("a").fullmatch("a")
    assert not patterns.compiled("a").search("b")


@pytest.mark.usefixtures("home")
def test_a_wrong_pattern_is_told_as_by_re() -> None:
    with pytest.raises(re.error):
        patterns.compiled("(a")


@pytest.mark.usefixtures("home")
def test_another_python_has_its_own() -> None:
    patterns.compiled("b")
    again()
    assert folder.fetch("patterns")
    place = folder._place("patterns")
    assert place
    assert json.loads(place.read_text(encoding="utf-8"))["by"] == sys.version
    place.write_text(json.dumps({"by": "another one", "data": {"0 b": []}}), encoding="utf-8")
    assert folder.fetch("patterns") is None


@pytest.mark.usefixtures("home")
def test_who_wants_no_compiled_files_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    patterns.compiled("c")
    again()
    assert folder.fetch("patterns") is None


def test_it_lies_beside_the_modules() -> None:
    folder._place.cache_clear()
    place = folder._place("patterns")
    assert place
    assert place.parent == Path(folder.__file__).parent / "__pycache__"


def test_nothing_is_kept_where_it_can_not_be(tmp_path: Path) -> None:
    """A folder that is none: everything is worked out each time, and nobody is told."""
    (tmp_path / "prefix").write_text("no folder", encoding="utf-8")
    code = "from graph.kept.patterns import compiled; print(bool(compiled('a').match('a')))"
    environment = {"PYTHONPYCACHEPREFIX": str(tmp_path / "prefix"), "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True"]
    assert not done.stderr
