"""What a file makes of its reader is that file's error; what two people state within a second is in the order they said it."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from graph.store import Store
from loaders.files.source import SourceText, read_bytes
from loaders.load import load, stated_before
from loaders.read import ReadDocument, read_document

PLAN = "关于整治河道的通知\n一、整治河道。（责任单位：区水利局）\n"


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1f", "&#2;", "\ufffe"])
@pytest.mark.parametrize("dropped", ["script", "style", "nav", "select"])
def test_control_characters_behind_what_is_dropped(sign: str, dropped: str) -> None:
    page = f"<html><body><p>一、目标</p><{dropped}>x</{dropped}>{sign}尾巴<p>{PLAN * 10}</p></body></html>"
    text = read_bytes(page.encode(), "page.html").text
    assert "尾巴" in text
    assert "整治河道" in text


def test_a_mistake_of_the_reader_stops_no_other_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / f"{name}.txt" for name in ("good", "odd", "fine")]
    for file in files:
        file.write_text(PLAN.replace("河道", f"{file.stem}河道"), encoding="utf-8")

    def stumbles(source: SourceText, said: Mapping[str, str] | None = None) -> ReadDocument:
        if "odd" in source.text:
            raise ZeroDivisionError
        return read_document(source, said)

    monkeypatch.setattr("loaders.apart.tasks.read_document", stumbles)
    good, odd, fine = load(store, files)
    assert good.plans
    assert fine.plans
    assert odd.error is not None
    assert "makes a mistake over it (ZeroDivisionError)" in odd.error.what


def test_of_two_titles_in_one_second_the_last_holds(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    for number in range(5):
        load(store, [file], stated={"title": f"第{number}个题目的通知"})
        ((said, values),) = stated_before(store).items()
        assert values["title"] == f"第{number}个题目的通知", said


def test_a_clock_set_back_lets_no_older_title_win(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    load(store, [file], stated={"title": "第一个题目的通知"})

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Earlier":
            return cls(2001, 1, 1, tzinfo=tz)

    monkeypatch.setattr("graph.stores.replacing.datetime", Earlier)
    for title in ("第二个题目的通知", "第三个题目的通知"):
        load(store, [file], stated={"title": title})
        ((_, values),) = stated_before(store).items()
        assert values["title"] == title
    at = [decision.at for decision in store.view().decisions(kinds=["set-meta"])]
    assert at == sorted(set(at))
