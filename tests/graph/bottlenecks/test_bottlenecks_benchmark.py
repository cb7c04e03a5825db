"""The benchmark runs, and its two sides agree; what they take is not looked at."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_kernel_and_networkx_agree() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/measures.py", "--plans", "1", "3", "--runs", "1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("projection") == 2
