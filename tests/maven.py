"""One Java class of the tests and the jars that it needs: fetched by Maven and compiled once, also where several processes want to.

`python -m tests.maven` does it for all of them beforehand, with Python alone.
"""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

TESTS = Path(__file__).parent
PROGRAMS = {
    "neo4j_server/Neo4jServer.java": ".neo4j",
    "ofdrw/TableDocuments.java": ".ofdrw",
    "gephi/ReadNetwork.java": ".gephi",
}
"""Each of them, and the folder of the project that keeps what it needs."""


def missing() -> str:
    """What this machine lacks to run Java with jars of Maven, empty where nothing."""
    return ", ".join(tool for tool in ("java", "javac", "mvn") if shutil.which(tool) is None)


def class_path(source: Path, folder: Path) -> str:
    """The class path of a Java class and the jars of the pom.xml beside it, both kept in the folder, which git ignores.

    RuntimeError with the end of what the tool said where fetching or compiling fails.
    """
    jars, classes = folder / "jars", folder / "classes"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done, pom = folder / "jars.done", source.with_name("pom.xml")
        if not done.exists() or done.read_bytes() != pom.read_bytes():
            shutil.rmtree(jars, ignore_errors=True)
            _run("mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies",
                 "-DincludeScope=runtime", f"-DoutputDirectory={jars}")  # fmt: skip
            done.write_bytes(pom.read_bytes())
        compiled = classes / f"{source.stem}.class"
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _run("javac", "-encoding", "UTF-8", "-cp", f"{jars}/*", "-d", str(classes), str(source))
    return f"{classes}{os.pathsep}{jars}/*"


def _run(*command: str) -> None:
    result = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603 - our own
    if result.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{result.stdout.decode(errors='replace')[-4000:]}")


if __name__ == "__main__":
    for source, folder in PROGRAMS.items():
        class_path(TESTS / source, TESTS.parent / folder)
