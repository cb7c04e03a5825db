"""`make faults` in short: a kill of every verb, a full disk, a folder that may not be written, a clock that was set back."""

import os
import subprocess
import sys

import pytest

from tests.folders import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="verbs are killed in processes that are forked")
def test_what_was_told_as_done_is_there_after_every_fault() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/faults.py", "6"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| kill: ")]
    assert [line[0] for line in lines] == [
        f"| kill: {verb}" for verb in ("load", "remove", "decide", "copy", "restore", "upgrade")
    ]
    for fault in ("disk full", "read-only folder"):
        assert fault in done.stdout
