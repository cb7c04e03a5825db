"""How fast the reader is: the founding plan, all texts of the corpus, and one generated document of a million characters.

`python benchmarks/reading.py` prints CPU seconds in one process; the long document is made of the seed plan's own parts, so
the ratio of its time per character to the seed's says whether reading is linear.
"""

import resource
import time
from pathlib import Path

from loaders.files.source import SourceText, read_bytes, read_source
from loaders.read import plan_graphs, read_document
from seeds.shelf import seed_plans

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
LONG = 1_000_000
"""Characters of the generated document."""


def main() -> None:
    seed = read_source(seed_plans()[0])
    read_document(seed)  # vocabularies are read and patterns compiled once
    plan_graphs(read_document(seed))
    tell("seed plan", seed, repeat=5)
    if CORPUS.is_dir():
        tell("founding plan", read_source(CORPUS / "yongchuan-2022-112.txt"), repeat=5)
        texts = [read_source(path) for path in sorted([*CORPUS.glob("*.txt"), *(CORPUS / "more").glob("*.txt")])]
        start = time.process_time()
        for text in texts:
            read_document(text)
        print(
            f"{len(texts)} corpus texts, {sum(len(t.text) for t in texts)} characters: {time.process_time() - start:.2f} s"
        )
    tell("long document", long_document(), repeat=1)
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def tell(name: str, source: SourceText, *, repeat: int) -> None:
    best = min(timed(source) for _ in range(repeat))
    length = len(source.text)
    print(f"{name}: {length} characters read in {best * 1000:.1f} ms, {best / length * 1e6:.2f} µs a character")


def timed(source: SourceText) -> float:
    start = time.process_time()
    read_document(source)
    return time.process_time() - start


def long_document() -> SourceText:
    """The seed plan's chapters over and over with running numbers."""
    text = seed_plans()[0].read_text(encoding="utf-8")
    head, _, body = text.partition("二、")
    chapters = ["二、" + body] * (LONG // len(body) + 1)
    return read_bytes((head + "".join(chapters))[:LONG].encode(), "long.txt")


if __name__ == "__main__":
    main()
