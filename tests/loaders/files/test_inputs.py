"""Folders and archives as lists of files: sorted, nothing hidden, nothing outside the archive, nothing that stops the rest."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.files.inputs import expand, shown
from loaders.files.source import read_source

PLAN = "青河县河湖清洁行动方案\n一、目标\n"


def archive(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return stream.getvalue()


def test_folders_are_walked_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".git/x", "a/~$c.docx", "Thumbs.db", "a/empty.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("" if "empty" in name else PLAN)
    found = [path.relative_to(tmp_path).as_posix() for path in expand([tmp_path])]
    assert found == ["a/c.txt", "a/empty.txt", "b.txt"]


def test_members_of_an_archive_are_read_in_place(tmp_path: Path) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(
        archive({"二/乙.txt": PLAN.encode("gb18030"), "甲.txt": PLAN.encode(), "__MACOSX/x": b"", ".x": b""})
    )
    found = list(expand([path]))
    assert [one.relative_to(path).as_posix() for one in found] == ["二/乙.txt", "甲.txt"]
    assert [read_source(one).text for one in found] == [PLAN, PLAN]
    assert read_source(found[0]).file_name == "乙.txt"


def test_names_packed_in_gbk_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plans.zip"
    name = "方案.txt"
    data = archive({"xxxx.txt": PLAN.encode()}).replace(b"xxxx.txt", name.encode("gbk"))
    path.write_bytes(data)
    assert [one.name for one in expand([path])] == [name]
    assert read_source(path / name).text == PLAN


def test_no_name_leads_out_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("outside")
    path = tmp_path / "evil.zip"
    path.write_bytes(
        archive({"../secret.txt": PLAN.encode(), "/etc/hostname": PLAN.encode(), "C:\\x.txt": PLAN.encode()})
    )
    found = list(expand([path]))
    assert [one.relative_to(path).as_posix() for one in found] == ["C_/x.txt", "etc/hostname", "secret.txt"]
    assert {read_source(one).text for one in found} == {PLAN}


def test_what_cannot_be_read_stays_in_the_list_and_says_why(tmp_path: Path) -> None:
    inner = archive({"a.txt": PLAN.encode()})
    (tmp_path / "nested.zip").write_bytes(archive({"inner.zip": inner, "b.txt": PLAN.encode()}))
    (tmp_path / "cut.zip").write_bytes(inner[:40])
    (tmp_path / "bomb.zip").write_bytes(archive({"a.txt": bytes(80_000_000)}))
    reasons = {}
    for path in expand([tmp_path, tmp_path / "missing.txt"]):
        try:
            reasons[path.name] = read_source(path).text
        except SourceError as error:
            reasons[path.name] = f"{error.what}; {error.hint}"
    assert reasons["b.txt"] == PLAN
    assert "archive" in reasons["inner.zip"]
    assert "damaged" in reasons["cut.zip"]
    assert "unpacks to more" in reasons["bomb.zip"]
    assert "no such file" in reasons["missing.txt"]


def test_a_member_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(archive({"a.txt": PLAN.encode()}))
    with pytest.raises(SourceError, match="no such file"):
        read_source(path / "b.txt")


def test_what_holds_nothing_stands_for_itself_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "hidden" / ".git").mkdir(parents=True)
    (tmp_path / "hidden" / ".git" / "x").write_text(PLAN)
    (tmp_path / "void.zip").write_bytes(archive({}))
    (tmp_path / "mac.zip").write_bytes(archive({"__MACOSX/x": b"x"}))
    for name, words in (
        ("empty", "is empty"), ("hidden", "no file that could be a plan"), ("void.zip", "binary data"), ("mac.zip", "files in it: 1"),
    ):  # fmt: skip
        assert list(expand([tmp_path / name])) == [tmp_path / name]
        with pytest.raises(SourceError, match=words) as caught:
            read_source(tmp_path / name)
        assert caught.value.hint


def test_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        assert list(expand([path])) == [path]
        with pytest.raises(SourceError, match="not a file"):
            read_source(path)
    assert list(expand([tmp_path])) == [tmp_path]


def test_links_that_lead_to_themselves_end(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "up").symlink_to(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN)
    assert list(expand([tmp_path])) == [tmp_path / "plan.txt"]
    with pytest.raises(SourceError, match="symbolic links"):
        read_source(tmp_path / "loop")


def test_a_folder_that_can_not_be_opened_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "plan.txt").write_text(PLAN)
    opened = os.scandir

    def scandir(path: str | Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(expand([tmp_path])) == [tmp_path / "closed", tmp_path / "plan.txt"]


def test_a_name_that_is_not_utf_8_is_shown_as_gbk(tmp_path: Path) -> None:
    name = os.fsdecode("文件.txt".encode("gbk"))
    (tmp_path / name).write_text(PLAN)
    (path,) = expand([tmp_path])
    assert read_source(path).file_name == "文件.txt"
    assert shown("文件.txt") == "文件.txt"
    assert shown(os.fsdecode(b"\xff\xff")).isprintable()
