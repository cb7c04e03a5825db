"""The installed program without its sources and development packages: help, load, one question, one page, one picture.

Run by .ci/run from / with the environment that the wheel was installed into: `python -I smoke.py WORKDIR`.
"""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

SCRIPT = Path(sys.executable).parent / "respgraph"


def run(*words: str) -> str:
    done = subprocess.run([SCRIPT, *words], capture_output=True, text=True, check=False, encoding="utf-8")  # noqa: S603  our own program
    assert done.returncode == 0, done.stderr
    return done.stdout


def main(folder: Path) -> None:
    """Raise where the installed program does not work."""
    assert "serve" in run("--help")
    store = f"sqlite:///{folder / 'smoke.sqlite3'}"
    command = [str(SCRIPT), "serve", "--seed", "--port", "0", "--store", store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:  # noqa: S603  our own program
        try:
            assert server.stdout
            line = next(line for line in server.stdout if "http://" in line)
            address = next(word for word in line.split() if word.startswith("http:"))
            for _ in range(100):
                try:
                    question = "api/departments/Ecology%20and%20Environment%20Bureau/duties?role=lead"
                    with urllib.request.urlopen(address + question) as answer:  # noqa: S310  our own server
                        assert json.load(answer)["total"] == 7
                    break
                except urllib.error.URLError:
                    time.sleep(0.1)
            with urllib.request.urlopen(address) as page:  # noqa: S310  our own server
                assert page.status == 200
        finally:
            server.terminate()
    picture = folder / "picture.html"
    run("draw", "区生态环境局", "-o", str(picture), "--store", store)
    assert picture.stat().st_size > 100_000
    assert json.loads(run("duties", "区生态环境局", "--role", "lead", "--json", "--store", store))["total"] == 7
    print("the wheel works")  # noqa: T201  a script


if __name__ == "__main__":
    main(Path(sys.argv[1]))
