"""A verb that asks little loads little: what takes long to import waits until somebody needs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from graph.stores.opening import open_store
from tests.stores import ECO, NOW, first_plan

ASKED = """
import contextlib, io, json, sys
from api.cli import main
sys.argv = ["respgraph", "duties", "--store", {url!r}, {department!r}]
with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.suppress(SystemExit):
    main()
slow = ("numpy", "scipy", "networkx", "fastapi", "uvicorn", "pandas", "neo4j", "lxml", "pydantic_settings", "asyncio")
print(json.dumps([printed.getvalue(), [name for name in slow if name in sys.modules]]))
"""


def test_duties_of_a_department_load_no_arrays_and_no_server(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    with open_store(url) as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", ASKED.format(url=url, department=ECO)], capture_output=True, text=True, check=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("RESPGRAPH_")},
    )  # fmt: skip
    printed, loaded = json.loads(done.stdout)
    assert printed.count("\n") > 1
    assert loaded == []
