"""docs/asking.ipynb runs, and shows what it says that it shows (`--update-golden` writes its answers anew)."""

from importlib import import_module
from typing import Any

import pytest

from tests.folders import ROOT

NOTEBOOK = ROOT / "docs" / "asking.ipynb"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Jupyter's own
def test_the_notebook_runs_and_its_answers_are_those_that_stand_in_it(request: pytest.FixtureRequest) -> None:
    nbformat: Any = import_module("nbformat")  # a second or two, and untyped: not while tests are looked for
    told = nbformat.read(NOTEBOOK, as_version=4)
    # A kernel sends what is printed whenever it comes to it: two lines are one output or two. They are put together.
    ran = (
        import_module("nbclient")
        .NotebookClient(
            nbformat.read(NOTEBOOK, as_version=4), timeout=300, kernel_name="python3", coalesce_streams=True
        )
        .execute(cwd=str(ROOT))
    )
    if request.config.getoption("--update-golden"):
        NOTEBOOK.write_text(nbformat.writes(settled(ran)) + "\n", encoding="utf-8")
        return
    assert [said(cell) for cell in ran.cells] == [said(cell) for cell in told.cells]
    assert sum(bool(said(cell)) for cell in told.cells) > 8


def said(cell: Any) -> list[str]:
    """What a cell answers, in plain words."""
    return [
        output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])
    ]


def settled(notebook: Any) -> Any:
    """Without the hours at which cells ran."""
    notebook.metadata = {name: notebook.metadata[name] for name in ("kernelspec",)}
    for cell in notebook.cells:
        cell.metadata = {}
    return notebook
