"""Files that need not be read again: their bytes are stored, as these rules read them, and nothing was decided about them since."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.ids import document_id
from graph.model import Decision
from graph.store import Store, View
from loaders.files.limits import LIMITS
from loaders.ruleset import ruleset
from loaders.storing import FileResult, Loaded


def unchanged(store: Store, paths: Sequence[Path]) -> dict[Path, FileResult]:
    """What becomes of the files whose bytes are stored already: nothing, as reading them would show.

    A file is read again where a person stated something of it since, or took that back, where another edition took the
    place of one of its plans, and where its bytes can't be had without reading (a member of an archive).
    """
    digests = {path: digest for path in paths if (digest := _digest(path))}
    view = store.view()
    documents = [document_id(digest) for digest in digests.values()]
    settled = view.settled(documents, ruleset()) if documents else {}
    stated = _stated(view) if settled else {}
    found = {}
    for path, digest in digests.items():
        plans = settled.get(document_id(digest), ())
        result = _as_before(view, path, plans, stated.get(digest, ())) if plans else None
        if result is not None:
            found[path] = result
    return found


def _as_before(view: View, path: Path, plans: Sequence[str], stated: Sequence[Decision]) -> FileResult | None:
    loaded = []
    for plan in plans:
        record, graph = view.load_record(plan), view.reading(plan)
        if record is None or graph is None or any(said.undone or said.at >= record.loaded_at for said in stated):
            return None
        loaded.append(Loaded(graph, "unchanged", graph))
    return FileResult(path, tuple(loaded))


def _stated(view: View) -> Mapping[str, Sequence[Decision]]:
    """What people stated of files, by digest; also what they took back."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in view.decisions(undone=True, kinds=["set-meta"]):
        found[decision.subject].append(decision)
    return found


def _digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, empty where it can't be had."""
    try:
        if not path.is_file() or path.stat().st_size > LIMITS.file:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
