"""A task table that comes back: nothing without an edit, and exactly the edits with them, from xlsx and docx alike."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.exports.list_requests import Wanted
from api.exports.lists import docx_file, task_tables, xlsx_file
from api.exports.task_marks import MarkedRow, settled
from api.imports.accepting import accept
from api.imports.read_back import read_back
from api.wire.imports import ImportOut, ProposalOut
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from tests.edited_tables import Document, EditedTable, Sheet
from tests.folders import ROOT

PLAN = ROOT / "tests" / "data" / "round-trip-plan.txt"
FORMS: dict[str, Callable[[bytes], EditedTable]] = {"xlsx": Sheet, "docx": Document}
FURTHER = ("县交通运输局", "县民政局", "县商务局", "县统计局", "县司法局")
PARTY_HEADS = ("task_leads", "task_others")
Said = tuple[str, ...]


@pytest.fixture
def loaded() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        load(store, [PLAN])
        yield store


def exported(store: Store, form: str) -> bytes:
    if form == "xlsx":
        return xlsx_file(store.view(), "tasks", Wanted(), "zh")
    return docx_file(store.view(), "tasks", Wanted(), "zh", "zh-CN")


def rows_of(store: Store) -> list[MarkedRow]:
    ((_, marks),) = task_tables(store.view(), Wanted(), "zh")
    return marks.rows


def said(proposal: ProposalOut) -> Said:
    """What a proposal says, without what follows from it."""
    values = tuple(f"{k}={v}" for asked in proposal.decisions for k, v in sorted(asked.values.items()))
    match proposal.kind:
        case "department" | "role" | "add-party" | "drop-party":
            return (proposal.kind, proposal.work, proposal.role, proposal.before, proposal.after)
        case "add-row":
            return (proposal.kind, proposal.work, *values)
        case "drop-row":
            return (proposal.kind, proposal.work)
    return (proposal.kind, proposal.decisions[0].subject, *values)


def looked_at(store: Store, data: bytes, form: str) -> ImportOut:
    return read_back(store.view(), data, f"table.{form}")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_a_table_that_nobody_edited_changes_nothing(loaded: Store, form: str, language: str) -> None:
    view = loaded.view()
    data = (
        xlsx_file(view, "tasks", Wanted(), "en" if language == "en" else "zh")
        if form == "xlsx"
        else docx_file(view, "tasks", Wanted(), "en" if language == "en" else "zh", language)
    )
    found = looked_at(loaded, data, form)
    assert (found.proposals, found.left, found.already, found.rows) == ([], [], 0, 8)


class Edits:
    """Draws edits of a table, writes them, and keeps what they should come back as."""

    def __init__(self, draw: st.DataObject, table: EditedTable, rows: list[MarkedRow]) -> None:
        self.draw, self.table = draw, table
        self.rows = {row.code: row for row in rows}
        self.tasks = [row for row in rows if not row.chapter]
        self.measures = [row for row in self.tasks if row.kind == "Measure"]
        self.expected: set[Said] = set()
        self.touched: set[tuple[str, str]] = set()

    def one(self, rows: list[MarkedRow], what: str) -> MarkedRow | None:
        free = [row for row in rows if (row.code, what) not in self.touched and (row.code, "row") not in self.touched]
        if not free:
            return None
        row = self.draw.draw(st.sampled_from(free))
        self.touched.add((row.code, what))
        return row

    def party(self) -> None:
        row = self.one(self.measures, "parties")
        if row is None:
            return
        known = [(p.role, p.name) for p in row.parties]
        new = self.draw.draw(st.sampled_from([name for name in FURTHER if name not in {n for _, n in known}]))
        role, name = self.draw.draw(st.sampled_from(known))
        kind = self.draw.draw(st.sampled_from(["department", "role", "add-party", "drop-party"]))
        parties = list(known)
        if kind == "department":
            parties[parties.index((role, name))] = (role, new)
            self.expected.add((kind, row.work, role, name, new))
        elif kind == "role":
            other = self.draw.draw(st.sampled_from([r for r in ("lead", "responsible", "support") if r != role]))
            parties.remove((role, name))
            parties.append((other, name))
            self.expected.add((kind, row.work, role, role, other))
        elif kind == "add-party":
            parties.append((role, new))
            self.expected.add((kind, row.work, role, "", new))
        else:
            parties.remove((role, name))
            self.expected.add((kind, row.work, role, name, ""))
        by = {r: "、".join(n for of, n in parties if of == r) for r in ("lead", "responsible", "support")}
        others = [by["responsible"], f"配合：{by['support']}" if by["support"] else ""]
        self.table.write(row.code, "task_leads", by["lead"])
        self.table.write(row.code, "task_others", "\n".join(filter(None, others)))

    def title(self) -> None:
        row = self.one([*self.tasks, *(r for r in self.rows.values() if r.chapter)], "title")
        if row is None:
            return
        new = row.title + self.draw.draw(st.sampled_from(["工作", "专项行动", "（试点）"]))
        head = "task_number" if row.chapter and isinstance(self.table, Document) else "task"
        self.table.write(row.code, head, f"{row.label}{new}")
        self.expected.add(("title", row.work, f"title={new}"))

    def due(self) -> None:
        row = self.one([row for row in self.measures if len({due.said for due in row.dues}) <= 1], "due")
        if row is None:
            return
        iso, told = self.draw.draw(
            st.sampled_from([("2027", "2027年"), ("2025-09", "2025年9月"), ("2026-03-15", "2026-03-15"), ("", "")])
        )
        if all(due.date == iso for due in row.dues) and (row.dues or not iso):
            return
        self.table.write(row.code, "task_due", told)
        for node in [due.node for due in row.dues] or [row.work]:
            self.expected.add(("deadline", node, f"deadline={iso}"))

    def target(self) -> None:
        row = self.one([row for row in self.tasks if row.targets], "targets")
        if row is None:
            return
        target = self.draw.draw(st.sampled_from(row.targets))
        value = str(self.draw.draw(st.integers(100, 9_999_999)))
        old = next(
            part for part in target.said.replace("%", " ").replace(target.unit or " ", " ").split() if part[0].isdigit()
        )
        lines = [t.said.replace(f" {old}", f" {value}") if t is target else t.said for t in row.targets]
        self.table.write(row.code, "task_targets", "\n".join(lines))
        self.expected.add(("target", target.target, f"value={value}"))

    def progress(self) -> None:
        row = self.one(self.measures, "progress")
        if row is None:
            return
        state, told = self.draw.draw(
            st.sampled_from([("under-way", "推进中"), ("done", "自报完成"), ("stopped", "已停止")])
        )
        note = self.draw.draw(st.sampled_from(["", "等待批复", "已报县政府；待审"]))
        contact = self.draw.draw(st.sampled_from(["", "王工 0000-000000"]))
        for head, words in (("task_state", told), ("task_note_cell", note), ("task_contact", contact)):
            self.table.write(row.code, head, words)
        values = {"state": state, "note": note, "contact": contact}
        self.expected.add(("progress", row.work, *(f"{k}={v}" for k, v in sorted(values.items()) if v)))

    def delete(self) -> None:
        row = self.one(self.measures, "row")
        if row is None or any(code == row.code and what != "row" for code, what in self.touched):
            return
        if row.code in self.table.codes():
            self.table.delete(row.code)
            self.expected.add(("drop-row", row.work))

    def insert(self) -> None:
        if ("", "insert") in self.touched:
            return
        self.touched.add(("", "insert"))
        below = self.draw.draw(st.sampled_from([row for row in self.measures if row.code in self.table.codes()]))
        title = self.draw.draw(st.sampled_from(["开展技术培训", "建立统计台账"]))
        self.table.insert(below.code, {"task": title, "task_leads": FURTHER[0], "task_due": "2026年"})
        codes = self.table.codes()
        chapter = next(
            r for code in reversed(codes[: codes.index(below.code)]) if (r := self.rows.get(code)) and r.chapter
        )
        self.expected.add(("add-row", chapter.work, "deadline=2026", "kind=Measure", f"title={title}"))

    def apply(self) -> None:
        kinds = ["party", "party", "title", "due", "target", "progress", "delete"]
        for kind in self.draw.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=8)):
            getattr(self, kind)()
        if self.draw.draw(st.booleans()):
            self.insert()
        elif self.draw.draw(st.booleans()):
            self.table.reorder(self.draw.draw(st.permutations(self.table.codes())))
        if isinstance(self.table, Sheet):
            for head in self.draw.draw(
                st.lists(st.sampled_from(["task_code", "task_due", "task_leads", "task_basis"]))
            ):
                self.table.hide(head)
            if self.draw.draw(st.booleans()):
                self.table.move_column(
                    self.draw.draw(st.sampled_from(["task_code", "task_targets", "task_others"])),
                    self.draw.draw(st.integers(1, 10)),
                )


@pytest.mark.parametrize("form", FORMS)
@given(draw=st.data())
@settings(
    max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
def test_random_edits_come_back_as_exactly_those_corrections(form: str, draw: st.DataObject) -> None:
    with open_store("sqlite://") as store:
        load(store, [PLAN])
        table = FORMS[form](exported(store, form))
        edits = Edits(draw, table, rows_of(store))
        edits.apply()
        data = table.saved()
        found = looked_at(store, data, form)
        assert {said(each) for each in found.proposals} == edits.expected
        assert (found.left, found.already) == ([], 0)
        assert all(each.chosen != (each.kind == "drop-row") for each in found.proposals)
        _taken_over(store, data, form, found, edits)


def _taken_over(store: Store, data: bytes, form: str, found: ImportOut, edits: Edits) -> None:
    """Once all is accepted, the store says what the table says, and the table holds nothing new."""
    done = accept(store, data, f"table.{form}", [each.id for each in found.proposals], "tester")
    assert (len(done.accepted), done.left) == (len(found.proposals), [])
    again = looked_at(store, data, form)
    assert (again.proposals, again.left) == ([], [])
    now = {row.code: row for row in rows_of(store)}
    for code in edits.table.codes():
        row = now.get(code)
        if row is None or row.chapter:
            continue
        for head in ("task", "task_targets", "task_state", "task_note_cell", "task_contact", "task_due"):
            if (code, "due") in edits.touched and head == "task_due":
                continue  # a day may be written in figures
            assert settled(row.cells[head]).replace(",", "") == settled(edits.table.text(code, head)).replace(
                ",", ""
            ), head
