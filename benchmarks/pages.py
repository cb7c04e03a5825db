"""How much every page weighs and how long it takes, over HTTP from a real server: python benchmarks/pages.py [STORE_URL].

Without a store: the founding plan alone, in memory. Prints a table: page, bytes, median and 95th percentile in ms.
"""

import http.client
import statistics
import sys
import time
from urllib.parse import quote

from api.running import running
from graph.questions.plans import plans
from graph.questions.workload import all_workloads
from graph.store import View
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

REPEAT = 40


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else "sqlite://"
    with open_store(url) as store:
        if url == "sqlite://":
            load(store, seed_plans())
        with running(store) as address:
            port = int(address.rsplit(":", 1)[1])
            print(f"{len(store.view().load_records())} plans")
            print("| page | bytes | median ms | p95 ms |\n| --- | ---: | ---: | ---: |")
            for name, path in pages(store.view()).items():
                size, times = ask(port, path)
                p95 = statistics.quantiles(times, n=20)[-1]
                print(f"| {name} | {size} | {statistics.median(times):.1f} | {p95:.1f} |")


def pages(view: View) -> dict[str, str]:
    """Every kind of page, about the largest thing of its kind."""
    plan = max(plans(view).items, key=lambda line: line.record.figures["role_edges"] if line.record else 0).plan.id
    department = all_workloads(view, limit=1).page.items[0].department.id
    measure = view.list_nodes("Measure", plan=plan).items[0].id
    goal = view.list_nodes("Goal", plan=plan).items[-1].id
    target = next(iter(view.list_nodes("SubTarget").items)).id
    return {
        "home": "/", "plans": "/plans", "departments": "/departments", "targets": "/targets",
        "targets nobody owns": "/targets?unowned=true", "search": "/search?q=生态",
        "plan": f"/plans/{plan}", "text": f"/plans/{plan}/text", "report": f"/plans/{plan}/report",
        "department": f"/departments/{department}", "measure": f"/measures/{measure}", "goal": f"/goals/{goal}",
        "target": f"/targets/{target}", "upload": "/upload", "names": "/names", "graph of a plan": f"/graph?center={plan}",
        "graph of a department": f"/graph?center={department}", "graph of words": "/graph?center=大气",
        "duties as xlsx": f"/api/export/xlsx?list=duties&department={department}",
        "tasks as docx": f"/api/export/docx?plan={quote(plan, safe='')}",
    }  # fmt: skip


def ask(port: int, path: str) -> tuple[int, list[float]]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    size = 0
    for turn in range(REPEAT + 1):
        begun = time.perf_counter()
        connection.request("GET", quote(path, safe="/?=&%"))
        answer = connection.getresponse()
        size = len(answer.read())
        assert answer.status == 200, (path, answer.status)
        if turn:  # the first compiles templates
            times.append((time.perf_counter() - begun) * 1000)
    return size, times


if __name__ == "__main__":
    main()
