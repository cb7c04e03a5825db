"""Many uploads that LibreOffice converts at once, and others who read meanwhile: `python -m benchmarks.uploads STORE [UPLOADS] [--dear]`.

STORE is a file with plans, which is copied first. So many small RTF files (45) are sent in one moment to `respgraph serve` while two
readers ask pages one after the other. Prints what became of the uploads, how many LibreOffice ran at most, and how long the
readers waited, before the uploads and beside them. With --dear the uploads are the files of benchmarks/long_files that are dearest,
and once cost minutes, in turns.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.long_files import LISTED

PAGES = ("/", "/plans", "/duties", "/deadlines", "/search?q=水", "/api/measures?limit=20", "/api/health")
READERS, ALONE_S = 2, 10.0
WORDS = "（一）清理河道。清理河道垃圾{}公里。（责任单位：县水利局、县财政局）"


def rtf(number: int) -> bytes:
    """A plan of twenty lines as RTF, each letter by its code."""
    lines = [f"青河县河湖清洁行动方案{number}", *(WORDS.format(line) for line in range(20))]
    told = "\\par\n".join("".join(f"\\u{ord(sign)}?" for sign in line) for line in lines)
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\n" + told + "\\par\n}").encode()


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of a service in a process of its own."""
    port = "8791"
    command = [sys.executable, "-m", "api", "serve", "--store", f"sqlite:///{store}", "--port", port]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                try:
                    httpx.get(f"{address}/api/health", timeout=5).raise_for_status()
                    break
                except httpx.HTTPError:
                    time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def reading(address: str, until: threading.Event) -> list[float]:
    """Seconds of each page until it is time."""
    took = []
    with httpx.Client(base_url=address, timeout=60) as client:
        while not until.is_set():
            for page in PAGES:
                began = time.perf_counter()
                client.get(page).raise_for_status()
                took.append(time.perf_counter() - began)
    return took


def offices() -> int:
    """How many LibreOffice run."""
    running = 0
    for each in Path("/proc").glob("[0-9]*/comm"):
        try:
            running += each.read_text().startswith("soffice.bin")
        except OSError:
            continue
    return running


def watched(until: threading.Event) -> int:
    """The most that ran at one time."""
    most = 0
    while not until.is_set():
        most = max(most, offices())
        time.sleep(0.02)
    return most


def upload(number: int, *, dear: bool) -> tuple[str, bytes]:
    """Its name and its content."""
    if not dear:
        return f"{number}.rtf", rtf(number)
    ending, make = list(LISTED.values())[number % len(LISTED)]
    return f"{number}.{ending}", make()


def sent(address: str, named: tuple[str, bytes]) -> tuple[int, str, float]:
    """Status, Retry-After, and seconds."""
    began = time.perf_counter()
    file = {"file": named}
    answer = httpx.post(f"{address}/api/plans", files=file, params={"as_new": "true"}, timeout=400)
    return answer.status_code, answer.headers.get("retry-after", ""), time.perf_counter() - began


def told(name: str, took: list[float]) -> None:
    parts = statistics.quantiles(took, n=100)
    print(f"{name}: {len(took)} pages, median {parts[49]:.3f} s, p95 {parts[94]:.3f} s, longest {max(took):.3f} s")


def main() -> None:
    """Measure, and say it."""
    words = [word for word in sys.argv[1:] if word != "--dear"]
    uploads = int(words[1]) if words[1:] else 45
    given = [upload(number, dear="--dear" in sys.argv) for number in range(uploads)]
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        shutil.copyfile(words[0], store)
        with served(store) as address, ThreadPoolExecutor(uploads + READERS + 1) as pool:
            reading(address, _over(ALONE_S / 2))  # everything is worked out once
            for name in ("alone", "beside the uploads"):
                done = _over(ALONE_S) if name == "alone" else threading.Event()
                readers = [pool.submit(reading, address, done) for _ in range(READERS)]
                if name != "alone":
                    most = pool.submit(watched, done)
                    answers = list(pool.map(sent, [address] * uploads, given))
                    done.set()
                    print(f"uploads: {dict(Counter(answer[:2] for answer in answers))}")
                    print(
                        f"the last answer after {max(answer[2] for answer in answers):.1f} s; LibreOffice at once: {most.result()}"
                    )
                told(name, [each for reader in readers for each in reader.result()])


def _over(seconds: float) -> threading.Event:
    done = threading.Event()
    threading.Timer(seconds, done.set).start()
    return done


if __name__ == "__main__":
    main()
