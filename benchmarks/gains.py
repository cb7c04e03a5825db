"""What a change of the reading rules wins and loses: `python benchmarks/gains.py BASE`, or `make compare BASE=<commit>`.

Reads every text of ../shared/corpus at two commits (BASE in a worktree of its own, and the working tree) and prints every
fact that only one of them has.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
READ = "import sys; from api.cli import main; sys.argv[0] = 'respgraph'; main()"
LISTED = 200
"""Most facts that are printed for each side."""

Fact = tuple[str, ...]


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python benchmarks/gains.py BASE", file=sys.stderr)
        return 2
    if not CORPUS.is_dir():
        print("the corpus is not beside the repository (../shared/corpus)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", str(before), sys.argv[1]], cwd=ROOT, check=True)
        try:
            old = facts(before, Path(folder) / "old")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(before)], cwd=ROOT, check=True)
        new = facts(ROOT, Path(folder) / "new")
    tell("won", new - old)
    tell("lost", old - new)
    print(f"{len(new & old)} facts stay, {len(new - old)} won, {len(old - new)} lost")
    return 0


def facts(tree: Path, out: Path) -> set[Fact]:
    """Every fact that the reader of a tree finds in the corpus."""
    texts = sorted([*CORPUS.glob("*.txt"), *(CORPUS / "more").glob("*.txt")])
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", READ, "read", *map(str, texts), "--out", str(out)]
    subprocess.run(command, cwd=tree, env=environment, check=False, stdout=subprocess.DEVNULL)
    found: set[Fact] = set()
    for file in sorted(out.glob("*.json")):
        found |= set(facts_of(file.stem, json.loads(file.read_text(encoding="utf-8"))))
    return found


def facts_of(name: str, reading: dict[str, object]) -> Iterable[Fact]:
    """The facts of one document: kind, document, place, words."""
    for field, value in as_dict(reading.get("plan")).items():
        yield ("metadata", name, "", f"{field}: {value}")
    for heading in as_list(reading.get("headings")):
        yield ("heading", name, str(heading["start"]), f"{heading['label']}{heading['title']} ({heading['depth']})")
    for statement in as_list(reading.get("statements")):
        for party in as_list(statement["parties"]):
            words = f"{party['role']}: {party['unit']} for {statement['heading']} [{statement['form']}, {statement['scope']}]"
            yield ("party", name, str(party["start"]), words)
    for kind in ("targets", "milestones", "citations"):
        for item in as_list(reading.get(kind)):
            words = " ".join(
                str(value) for key, value in item.items() if key not in ("start", "end") and value is not None
            )
            yield (kind.removesuffix("s"), name, str(item["start"]), words)


def as_list(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def as_dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def tell(title: str, found: set[Fact]) -> None:
    print(
        f"{title}: "
        + (", ".join(f"{n} {kind}" for kind, n in sorted(Counter(f[0] for f in found).items())) or "nothing")
    )
    for fact in sorted(found)[:LISTED]:
        print("  ", *fact)
    if len(found) > LISTED:
        print(f"   … and {len(found) - LISTED} more")


if __name__ == "__main__":
    sys.exit(main())
