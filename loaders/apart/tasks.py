"""What is done with a file apart: its text, its graphs, the reading that `respgraph read` writes. Each is a plain function."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.model import DocumentText, PlanGraph
from loaders.annotation import annotation
from loaders.files.own_exports import refuse_export
from loaders.files.source import SourceText, read_bytes, read_source
from loaders.files.whole_tables import read_tables
from loaders.read import document_text, plan_graphs, read_document

Read = tuple[DocumentText, tuple[PlanGraph, ...]]
"""A document and the graph of each of its acts."""

Stated = Mapping[str, Mapping[str, str]]
"""What a person says of documents, by sha256, or "*": of every file."""


def read_file(path: Path, stated: Stated, force: bool) -> Read:  # noqa: FBT001 - it is called over a pipe
    """A file as it is loaded. Raises SourceError for one that can't be read, and unless `force` for one that is no plan."""
    source = read_source(path)
    refuse_export(source.export, source.file_name)
    if not force:
        check_chinese(source)
    return read_text(source, {**stated.get(source.sha256, {}), **stated.get("*", {})})


def read_text(source: SourceText, said: Mapping[str, str]) -> Read:
    """What a source says. Raises SourceError where it is more than any plan."""
    return document_text(source), plan_graphs(read_document(source, said))


def read_annotation(path: Path, name: str) -> dict[str, Any]:
    """A file in the annotation schema, under a name. Raises SourceError for one that can't be read."""
    source = read_source(path)
    refuse_export(source.export, source.file_name)
    return annotation(read_document(source), name)


def check_chinese(source: SourceText) -> None:
    """Raise SourceError for a text without a Chinese character: no plan lacks one."""
    if not _CHINESE.search(source.text):
        raise SourceError(
            "the file holds no Chinese text",
            where=source.file_name,
            hint="if it is a plan nevertheless: `respgraph load --force`, or force=true over HTTP",
        )


_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

TASKS: Mapping[str, Callable[..., Any]] = {
    "bytes": read_bytes,
    "file": read_file,
    "text": read_text,
    "annotation": read_annotation,
    "tables": read_tables,
}
"""What may be asked for, by the name under which it is asked."""
