"""Requests that nobody means well with: no 500, nothing that grows without end, and people at once don't hurt each other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from api.app import PAGES, ROUTERS, create_app
from api.http.body_limits import WORDS
from api.http.jobs.heavy_jobs import HeavyJobs
from api.settings import Settings
from graph.ids import MOST_FIELDS
from graph.store import Store
from graph.stores.opening import open_store
from graph.stores.replacing import edge_ends
from loaders.load import load
from seeds.shelf import seed_plans
from tests.folders import TESTS

WATER = TESTS / "data" / "water-plan.txt"
EVIL = [
    "%00", "%ff%fe", "%ed%a0%80", "x" * 10_000, "-1", "9" * 30, "1e309", "%0d%0aX-Evil:1", "%20", "", "%5B%22", "*",
    "..%2f..%2fetc%2fpasswd", quote("区\u202e"), "%7B%22kind%22%3A%22abolish%22%7D", "0000-00-00", "a|" * 400,
]  # fmt: skip
STEP = 3
"""A parameter gets every third of these, another one each time: fuzzing (`make fuzz`) sends the rest, and more."""


@pytest.fixture(scope="module")
def hurt() -> Iterator[TestClient]:
    with open_store("sqlite://") as store:
        load(store, seed_plans())
        with TestClient(create_app(store, Settings()), raise_server_exceptions=False, follow_redirects=False) as client:
            yield client


def _routes(method: str) -> list[tuple[str, APIRoute]]:
    """The routes that take a method, with their whole paths."""
    given = [(prefix, router) for prefix, routers in (("/api", ROUTERS), ("", PAGES)) for router in routers]
    return [
        (prefix + route.path, route)
        for prefix, router in given
        for route in router.routes
        if isinstance(route, APIRoute) and method in (route.methods or ())
    ]


@pytest.mark.parametrize(("path", "route"), [pytest.param(*given, id=given[0]) for given in _routes("GET")])
def test_no_address_and_no_parameter_makes_a_route_fail(hurt: TestClient, path: str, route: APIRoute) -> None:
    dependants = [route.dependant, *route.dependant.dependencies]
    names = [*{field.alias for dependant in dependants for field in dependant.query_params}, "lang"]
    asked = [path.replace("{format}", "csv").replace("{key:path}", evil).replace("{name}", evil) for evil in EVIL]
    here = path.replace("{format}", "csv").replace("{key:path}", quote("区水利局")).replace("{name}", "x")
    asked += [f"{here}?{name}={evil}" for at, name in enumerate(names) for evil in EVIL[at % STEP :: STEP]]
    asked += [f"{here}?{name}=1&{name}=%ff&{name}=zh" for name in names]
    statuses = {address: hurt.get(address).status_code for address in dict.fromkeys(asked)}
    assert {address[:200]: status for address, status in statuses.items() if status >= 500} == {}


BODIES = [
    b"", b"null", b"{", b"[" * 50_000, b"\xff\xfe\x00", b"NaN", b"1e999",
    '{"kind":"new","subject":"区水利局","name":"\\ud800"}'.encode(), b'{"kind":"reject-edge","subject":"\\u0000"}',
    b'{"kind":"reject-edge","subject":"LEADS' + b"|a" * 5000 + b'"}',
    '{"kind":"same","subject":"区水利局","object":"区林业局","jurisdiction":"\\udfff"}'.encode(),
    '{"plan":"永川府办发〔2022〕112号","changes":[{"kind":"rename","department":"区水利局","name":"\\ud800"}]}'.encode(),
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="\xff\x00"\r\n\r\n\xe4\xb8\x80\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n' * 1000 + b"--b--\r\n",
]  # fmt: skip
TYPES = [
    "application/json",
    "text/plain",
    "multipart/form-data; boundary=b",
    "application/x-www-form-urlencoded",
    ";;",
    "",
]


@pytest.mark.parametrize("path", [path.replace("{decision}", "x") for path, _ in _routes("POST")])
def test_no_body_makes_a_route_fail(hurt: TestClient, path: str) -> None:
    for body in BODIES:
        for kind in TYPES:
            status = hurt.post(path, content=body, headers={"Content-Type": kind}).status_code
            assert status < 500, (path, body[:80], kind)


@pytest.mark.parametrize(("path", "kind"), [
    ("/api/decisions", "application/json"), ("/api/what-if", "application/json"),
    ("/names", "application/x-www-form-urlencoded"), ("/upload/confirm", "application/x-www-form-urlencoded"),
])  # fmt: skip
def test_a_body_without_end_is_cut(hurt: TestClient, path: str, kind: str) -> None:
    def long() -> Iterator[bytes]:
        yield from [b" " * 65536] * (WORDS // 65536 + 1)

    assert hurt.post(path, content=long(), headers={"Content-Type": kind}).status_code == 413


def test_what_is_stated_of_a_file_can_be_printed(hurt: TestClient) -> None:
    answer = hurt.post("/api/plans", files={"file": ("a.txt", WATER.read_bytes())}, data={"number": "a\0b"})
    assert answer.status_code == 400
    assert "number" in answer.json()["detail"]


def test_an_id_of_many_parts_has_no_ends() -> None:
    assert edge_ends("LEADS|a|b|c") == {"a", "b"}
    assert edge_ends("LEADS|a|b|c|d") == {"a", "a|b", "b", "b|c", "c"}
    assert edge_ends("LEADS" + "|a" * MOST_FIELDS)
    assert edge_ends("LEADS" + "|a" * 100_000) == set()


def test_uploads_of_one_plan_at_once_and_exports_beside_them(store: Store) -> None:
    data = WATER.read_bytes()
    other = data.decode().replace("市住房城乡建设局、市财政局", "市住房城乡建设局、市审计局").encode()

    def upload(content: bytes) -> int:
        return client.post("/api/plans", files={"file": ("a.txt", content)}).status_code

    def export(_: bytes) -> int:
        return client.get("/api/export/jsonl").status_code

    app = create_app(store, Settings())
    app.state.heavy = HeavyJobs(patience=300)  # nobody is sent away, however busy the machine is
    with TestClient(app) as client, ThreadPoolExecutor(4) as pool:
        assert upload(data) == 200
        uploads = [pool.submit(upload, content) for content in (data, other) * 2]
        exports = [pool.submit(export, data) for _ in range(4)]
        assert {done.result() for done in (*uploads, *exports)} == {200}
        assert client.get("/api/plans").json()["total"] == 1
    assert store.damage() == ""


def test_a_name_that_can_not_be_printed_is_refused(store: Store) -> None:
    """On every store alike: an embedded one would cut its id at the NUL."""
    load(store, seed_plans())
    client = TestClient(create_app(store, Settings()))
    for name in ("a\0b", "a\nb", "\u202e局"):
        answer = client.post("/api/decisions", json={"kind": "new", "subject": "区水利局", "name": name})
        assert answer.status_code == 400
    assert store.view().decisions(undone=True) == []
