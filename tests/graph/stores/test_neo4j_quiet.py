"""A server that is away is told in one line: the driver's own log stays behind it."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(("url", "verb"), [("bolt://127.0.0.1:1", "plans"), ("neo4j://127.0.0.1:1", "serve")])
def test_the_command_line_says_one_line(url: str, verb: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "api", verb, "--store", url], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"respgraph: {url}: the server does not answer")
    assert done.stderr.count("\n") == 1


def test_who_configures_logging_still_gets_the_drivers() -> None:
    code = (
        "import logging; logging.basicConfig(level=logging.INFO)\n"
        "from graph.stores.opening import open_store\n"
        "try:\n    open_store('neo4j://127.0.0.1:1')\nexcept Exception as error:\n    print(type(error).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)  # noqa: S603 - ours
    assert done.stdout.strip() == "StoreUnavailableError"
    assert "neo4j" in done.stderr
