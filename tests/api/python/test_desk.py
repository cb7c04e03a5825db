"""`from respgraph import open_store`: the questions over the seed plan give what the pages count, as rows, frames and networks."""

import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import networkx as nx
import pytest

import respgraph
from graph.errors import BadRequestError, UnknownIdError
from respgraph import Desk, DutyRow, Table, open_store

ECO = "区生态环境局"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_store(seed=True)


def test_plans_and_departments(desk: Desk) -> None:
    (plan,) = desk.plans()
    assert (plan.number, plan.place, plan.date) == ("永川府办发〔2022〕112号", "重庆市/永川区", "2022-12-02")
    assert (plan.duties, plan.targets, plan.not_read, len(plan.document)) == (143, 21, 0, 64)
    departments = desk.departments()
    assert len(departments) == 39
    assert departments[0].lead == max(row.lead for row in departments)
    assert [row.name for row in desk.departments(words="生态环境")] == [ECO]


def test_duties_say_who_what_when_and_in_which_words(desk: Desk) -> None:
    led = desk.duties(ECO, roles=["lead"])
    every = desk.duties()
    assert len(every) == 143
    assert {row.edge_id for row in led} == {
        row.edge_id for row in every if row.role == "lead" and row.department == ECO
    }
    for row in every:
        assert row.department_id.startswith("重庆市/")
        assert (row.plan_place, row.plan_date) == ("重庆市/永川区", "2022-12-02")
        assert row.quote
        assert row.end - row.start == len(row.quote)
    assert isinstance(led[:2], Table)
    assert desk.duties("Ecology and Environment Bureau", roles=["lead"]).rows == led.rows
    with pytest.raises(UnknownIdError):
        desk.duties("没有的部门")


def test_targets_partners_and_findings(desk: Desk) -> None:
    targets = desk.targets()
    assert len(targets) == 21
    assert all(row.plan_id and row.quote for row in targets)
    assert any(row.number is not None and row.due_last.endswith("-12-31") for row in targets)
    assert {row.id for row in desk.targets(unowned=True)} < {row.id for row in targets}
    assert desk.partners(ECO)[0].together == max(row.together for row in desk.partners(ECO))
    chinese, english = desk.findings(), desk.findings(language="en")
    assert [row.id for row in chinese] == [row.id for row in english]
    assert all(row.sentence for row in chinese)


def test_pandas_takes_a_table_whole_an_empty_one_too(desk: Desk) -> None:
    frame = desk.duties().to_pandas()
    assert list(frame.columns) == [field.name for field in fields(DutyRow)]
    assert frame.groupby("role").size().to_dict() == {"lead": 51, "responsible": 92}
    empty = desk.duties(ECO, roles=["guide"])
    assert len(empty) == 0
    assert list(empty.to_pandas().columns) == list(frame.columns)


def test_networks_for_networkx_and_pandas_and_as_files(desk: Desk, tmp_path: Path) -> None:
    talk = desk.network("talk")
    graph = talk.to_networkx()
    assert isinstance(graph, nx.Graph)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (39, 193)
    assert graph.graph["projection"] == "talk"
    nodes, links = talk.to_pandas()
    assert (len(nodes), links["weight"].sum()) == (39, sum(data["weight"] for *_, data in graph.edges(data=True)))
    whole = desk.network("full", department=ECO).to_networkx()
    assert isinstance(whole, nx.MultiDiGraph)
    (file,) = talk.save(tmp_path / "talk.graphml", "graphml")
    assert nx.read_graphml(file).number_of_edges() == 193
    assert len(desk.network("measures").save(tmp_path / "tables", "csv-pairs")) == 3


def test_a_notebook_shows_tables_and_nothing_of_them_is_markup(desk: Desk) -> None:
    shown = desk.plans()._repr_html_()
    assert "<th>number</th>" in shown
    assert "1 rows" in shown


def test_without_pandas_it_says_what_to_install(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(BadRequestError, match=r"respgraph\[pandas\]"):
        desk.plans().to_pandas()


def test_files_are_loaded_and_a_store_is_opened_again(desk: Desk, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with open_store(url, create=True, seed=True) as made:
        rows = made.plans()
    with open_store(url) as again:
        assert again.plans() == rows
    assert [row.id for row in rows] == [row.id for row in desk.plans()]


def test_everything_public_is_described_and_rows_are_frozen() -> None:
    for name in respgraph.__all__:
        assert getattr(respgraph, name).__doc__
        if name.endswith("Row"):
            assert is_dataclass(getattr(respgraph, name))
    questions = [name for name in vars(Desk) if not name.startswith("_")]
    assert all(getattr(Desk, name).__doc__ for name in questions)


def test_measures_and_leads_are_asked_by_words_and_by_topic(desk: Desk) -> None:
    said, typed = desk.measures("固体废物"), desk.measures("solid waste")
    assert said.rows == typed.rows
    assert said
    assert all(row.text and row.plan_place == "重庆市/永川区" for row in said)
    assert {row.id for row in desk.measures(topic="固废")} >= {row.id for row in said if "solid waste" in row.topics}
    led = desk.leads("固废", place="永川区")
    assert {row.role for row in led} <= {"lead", "responsible", "support", "guide", "supervise"}
    assert all(row.measures == row.alone + row.jointly for row in led if row.role == "lead")
    duty = desk.duties(ECO)[0]
    assert duty.text == next(row.text for row in desk.measures() if row.id == duty.work_id)
    with pytest.raises(BadRequestError, match="nothing narrows"):
        desk.leads()
