"""A file becomes a text: plain text in every charset, with origins, and the refusals that say what to do."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from loaders.files.limits import LIMITS
from loaders.files.source import read_bytes, read_source
from tests.folders import ROOT

PLAN = (
    "青河县河湖清洁行动方案\r\n一、目标\r\n到2027年，全县河段水质达到Ⅲ类。\n（责任单位：县水利局、各乡镇）\n\n二、保障"
)
TRADITIONAL = "青河縣河湖清潔行動方案\n一、目標\n到2027年，全縣河段水質達到優良。（責任單位：縣水利局、各鄉鎮）\n" * 3
CORPUS = ROOT.parent / "shared" / "corpus"


def refusal(data: bytes, name: str = "plan.txt") -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_bytes(data, name)
    assert caught.value.where == name
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_a_text_is_kept_as_it_was_written_in_every_charset(charset: str) -> None:
    text = PLAN if charset != "gbk" else PLAN.replace("Ⅲ类", "三类")
    source = read_bytes(text.encode(charset), "plan.txt")
    assert source.text == text
    assert source.media_type == "text/plain"
    assert source.problems == ()


@pytest.mark.parametrize("length", [12, 40, len(TRADITIONAL)])
def test_big5_and_gb18030_are_told_apart(length: int) -> None:
    assert read_bytes(TRADITIONAL[:length].encode("big5"), "a").text == TRADITIONAL[:length]
    assert read_bytes(TRADITIONAL[:length].encode("gb18030"), "a").text == TRADITIONAL[:length]
    assert read_bytes(PLAN[:length].encode("gb18030"), "a").text == PLAN[:length]


def test_a_short_number_line_in_gb18030_is_chinese() -> None:
    assert read_bytes("青府办发〔2024〕7号".encode("gb18030"), "a").text == "青府办发〔2024〕7号"


def test_origins_are_the_lines_and_tile_the_text() -> None:
    source = read_bytes(PLAN.encode(), "plan.txt")
    assert [origin.place for origin in source.origins] == [f"line {n}" for n in range(1, 7)]
    assert "".join(source.text[o.start : o.end] for o in source.origins) == source.text
    assert source.text[source.origins[3].start : source.origins[3].end] == "（责任单位：县水利局、各乡镇）\n"


def test_one_bad_byte_is_a_problem_with_its_place() -> None:
    data = PLAN.encode()
    cut = len(PLAN[:20].encode())
    source = read_bytes(data[:cut] + b"\xff" + data[cut:], "plan.txt")
    assert source.text == PLAN[:20] + "\ufffd" + PLAN[20:]
    assert [(p.code, p.start, p.quote) for p in source.problems] == [("bad-bytes", 20, "\ufffd")]


def test_a_cut_tail_is_left_out_and_said() -> None:
    source = read_bytes(PLAN.encode()[:-1], "plan.txt")
    assert source.text == PLAN[:-1]
    assert [p.code for p in source.problems] == ["cut-character"]


def test_tab_separated_lines_are_a_table() -> None:
    text = "分工表\n任务\t责任单位\t时限\n清淤\t县水利局\t2026年\n种树\t\t2027年\n完\n孤行\t一行\n"
    source = read_bytes(text.encode(), "plan.txt")
    words = {(c.table, c.row, c.column): source.text[c.start : c.end] for c in source.cells}
    assert words[1, 2, 2] == "县水利局"
    assert words[1, 3, 2] == ""
    assert {table for table, _, _ in words} == {1}
    assert len(words) == 9


def test_binary_and_odd_files_are_refused() -> None:
    noise = random.Random(7)  # noqa: S311 (a fixed fixture, no secret)
    assert "binary" in refusal(bytes(noise.randrange(256) for _ in range(5000)), "plan.doc").what
    assert "no text in" in refusal(bytes(noise.randrange(128, 256) for _ in range(5000))).what
    assert "binary" in refusal(b"plan\x00\x01\x02\x03" * 50).what
    assert "empty" in refusal(b"").what
    assert "no text" in refusal(b" \r\n\t").what
    assert "picture" in refusal(b"\x89PNG\r\n\x1a\n" + bytes(100), "plan.docx").what
    assert "damaged" in refusal(b"PK\x03\x04" + bytes(100), "plan.docx").what
    assert "25 MB" in refusal(b"x" * (LIMITS.file + 1)).what


def test_paths_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    for path, word in ((tmp_path / "none.txt", "no such file"), (tmp_path, "folder")):
        with pytest.raises(SourceError, match=word):
            read_source(path)
    locked = tmp_path / "locked.txt"
    locked.write_text("x")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):  # root may read everything
        with pytest.raises(SourceError, match="opened"):
            read_source(locked)


def test_the_digest_and_size_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.encode("gb18030"))
    source = read_source(path)
    assert (source.file_name, source.size) == ("plan.txt", len(PLAN.encode("gb18030")))
    assert len(source.sha256) == 64
    assert source.sha256 != read_bytes(PLAN.encode(), "plan.txt").sha256


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda t: t.strip()))
def test_any_utf8_text_without_controls_is_read_back(text: str) -> None:
    data = text.encode()
    try:
        source = read_bytes(data, "a.txt")
    except SourceError:
        assert data.startswith((b"%PDF-", b"{\\rtf", b"Rar!", b"GIF8")) or b"%PDF-" in data
        return
    if source.media_type == "text/plain":
        assert source.text == text.removeprefix("\ufeff")
        assert "".join(source.text[o.start : o.end] for o in source.origins) == source.text


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus")
def test_corpus_texts_keep_the_offsets_of_the_gold() -> None:
    paths = sorted(CORPUS.rglob("*.txt"))
    assert paths
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            assert read_source(path).text == file.read(), path.name
