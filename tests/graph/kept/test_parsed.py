"""What YAML says is kept between processes, as long as the file is as it was."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph import data_files
from graph.kept import folder

TEXT = "words:\n  局: [1, 2.5, true, null]\n  厅: {pattern: '(?:a)'}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    data_files.SHELF.keep()
    folder._place.cache_clear()
    data_files.SHELF.forget()
    yield tmp_path
    monkeypatch.undo()
    folder._place.cache_clear()
    data_files.SHELF.forget()


def again(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, int]:
    """What the next process is given, and how often it parses."""
    data_files.SHELF.keep()
    data_files.SHELF.forget()
    times: list[str] = []
    load = yaml.load

    def counted(words: str, **named: Any) -> Any:
        times.append(words)
        return load(words, **named)

    monkeypatch.setattr(yaml, "load", counted)
    found = data_files.parsed("room", "name", text)
    monkeypatch.setattr(yaml, "load", load)
    return found, len(times)


@pytest.mark.usefixtures("home")
def test_what_was_parsed_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first = data_files.parsed("room", "name", TEXT)
    assert first == {"words": {"局": [1, 2.5, True, None], "厅": {"pattern": "(?:a)"}}}
    assert again(TEXT, monkeypatch) == (first, 0)


@pytest.mark.usefixtures("home")
def test_a_changed_file_is_parsed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    data_files.parsed("room", "name", TEXT)
    assert again("words: {}\n", monkeypatch) == ({"words": {}}, 1)
    assert again("words: {}\n", monkeypatch) == ({"words": {}}, 0)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", ["a: 2025-06-30\n", "1: a\n"])
def test_what_json_can_not_hold_is_parsed_each_time(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = data_files.parsed("room", "name", text)
    assert again(text, monkeypatch) == (first, 1)


@pytest.mark.parametrize("harm", ["", "{", "[1]", '{"name": 7}', '{"name": ["other digest", {}]}'])
def test_what_somebody_wrote_there_changes_nothing(home: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = data_files.parsed("room", "name", TEXT)
    data_files.SHELF.keep()
    (kept,) = home.rglob("parsed-room*.json")
    kept.write_text(f'{{"by": "{sys.version}", "data": {harm}}}' if harm else "", encoding="utf-8")
    assert again(TEXT, monkeypatch) == (first, 1)
