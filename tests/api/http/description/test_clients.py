"""Clients made from the OpenAPI document, by programs that others wrote, ask the explorer and understand it."""

import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from api.app import create_app
from api.running import running
from api.settings import Settings
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
NPM = Path(sys.prefix) / "npm" / "node_modules" / ".bin" / "openapi-typescript"


@pytest.fixture(scope="module")
def founding() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        yield store


@pytest.fixture(scope="module")
def document(founding: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("client") / "openapi.json"
    path.write_text(json.dumps(create_app(founding, Settings()).openapi(), ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(document: Path) -> Iterator[ModuleType]:
    """The client that openapi-python-client makes, imported."""
    config = document.with_name("config.yaml")
    config.write_text("post_hooks: []\n", encoding="utf-8")
    program = Path(sys.prefix) / "clients" / "bin" / "openapi-python-client"
    if not program.exists():
        pytest.skip("openapi-python-client is not there (make test puts it into .venv/clients)")
    told = subprocess.run(  # noqa: S603  a program of ours with our own arguments

        [
            program, "generate", "--path", document, "--config", config, "--meta", "none", "--fail-on-warning",
            "--output-path", document.with_name("made_client"),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, "arning" in told.stdout + told.stderr) == (0, False), told.stdout + told.stderr
    sys.path.insert(0, str(document.parent))
    try:
        yield importlib.import_module("made_client")
    finally:
        sys.path.remove(str(document.parent))


def called(made: ModuleType, client: Any, where: str, **values: object) -> Any:
    return importlib.import_module(f"{made.__name__}.api.{where}").sync_detailed(client=client, **values)


def test_a_python_client_asks(made: ModuleType, founding: Store) -> None:
    with running(founding) as address, made.Client(base_url=address) as client:
        plans = called(made, client, "plans.list_plans").parsed
        assert [plan.id for plan in plans.items] == [PLAN]
        duties = called(made, client, "departments.department_duties", key="区生态环境局", limit=3).parsed
        assert (len(duties.items), duties.department.name) == (3, "区生态环境局")
        found = called(made, client, "graph.search", q="碳达峰", limit=1).parsed
        assert found.total > 1
        whole = called(
            made, client, "export.export", format_=made.models.Format.CSV, list_=made.models.ExportList.PLANS
        )
        assert PLAN.partition("@")[0] in whole.parsed.payload.read().decode("utf-8-sig")
        listed = called(made, client, "service.list_operations").parsed
        assert {"list_plans", "department_duties"} <= {one.id for one in listed.operations}


def test_a_python_client_is_told_what_is_wrong(made: ModuleType, founding: Store) -> None:
    problem = made.models.ProblemDetailsOut
    with running(founding) as address, made.Client(base_url=address) as client:
        for status, where, values in (
            (404, "plans.one_plan", {"key": "none"}),
            (300, "departments.one_department", {"key": "生态环境局"}),
            (422, "graph.list_targets", {"due_before": "soon"}),
        ):
            answer = called(made, client, where, **values)
            if status == 300 and answer.status_code == 200:
                continue  # one department only is called so
            assert answer.status_code == status
            assert isinstance(answer.parsed, problem)
            assert answer.parsed.detail


def test_types_for_typescript(document: Path) -> None:
    node, program = shutil.which("node"), shutil.which("openapi-typescript") or str(NPM)
    if not node or not Path(program).exists():
        pytest.skip("openapi-typescript is not there (npm install --prefix .venv/npm openapi-typescript)")
    out = document.with_suffix(".ts")
    told = subprocess.run(  # noqa: S603  same
        [program, document, "-o", out], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert "arning" not in told.stdout + told.stderr
    written = out.read_text(encoding="utf-8")
    assert "department_duties: {" in written
    assert "ProblemDetailsOut" in written
