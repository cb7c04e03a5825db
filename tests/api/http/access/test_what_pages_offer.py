"""What pages offer: no form and no link on any page leads to where the visitor may not go, and who may finds them there."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from api.app import PAGES
from api.decisions.requests import decide
from api.http.access.rights import right_of
from api.http.methods import Address, Addresses, addresses
from api.http.pages import page_path
from api.wire.names import DecisionIn
from benchmarks.addresses import addresses as pages_of
from graph.access.people import ROLES
from graph.questions.bottlenecks.findings import findings
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.api.pages.test_followed import followed_store
from tests.people import explorer, sign_in, with_accounts

ROUTES = Addresses(addresses(PAGES))
FORM = re.compile(r"<form\b[^>]*>")
LINK = re.compile(r'<a\b[^>]*?\shref="(/[^"]*)"')
TO_EDIT = {
    "/corrections", "/decisions/followed", "/names", "/names/reforms", "/plans/{key:path}/remove",
    "/plans/{key:path}/restore", "/upload",
}  # fmt: skip

PLACE = "重庆市/永川区"
SCOPED = {"district": ("editor", ("?/清川市",)), "neighbour": ("editor", ("重庆市/江津区",))}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Two editions of a plan, decisions that followed, one of each that a page can take back, and an account of every role."""
    with with_accounts(open_store("sqlite://"), **SCOPED) as opened:
        followed_store(opened)
        view = opened.view()
        finding = findings(view, [record.plan for record in view.load_records()]).page.items[0]
        judged = DecisionIn(kind="judge-finding", subject=finding.id, values={"verdict": "useful"})
        decide(opened, judged, "tester")
        yield opened


@pytest.fixture(scope="module")
def clients(store: Store) -> Iterator[dict[str, TestClient]]:
    with explorer(store) as nobody:
        found = {"": nobody}
        for role in (*ROLES, *SCOPED):
            found[role] = TestClient(nobody.app, base_url=str(nobody.base_url), follow_redirects=False)
            assert sign_in(found[role], role) == 303
        yield found


def offered(client: TestClient, store: Store) -> set[tuple[str, str]]:
    """(method, path) of every form and link on every page that answers."""
    found: set[tuple[str, str]] = set()
    for path in {*pages_of(store.view()).values(), "/nothing"}:
        answer = client.get(path)
        for form in FORM.findall(answer.text):
            said = dict(re.findall(r'(\w+)="([^"]*)"', form))
            where = urlsplit(unescape(said.get("action", path))).path
            found.add((said.get("method", "get").upper(), where))
        links = {urlsplit(unescape(link)).path for link in LINK.findall(answer.text)}
        found |= {("GET", link) for link in links - {urlsplit(path).path}}  # the same page in the other language
    return found


def row(method: str, path: str) -> Address | None:
    """The route of ours that answers; None for those of the API and for assets."""
    return next((one for one in ROUTES.fitting(path) if method in one.methods), None)


def written(seen: set[tuple[str, str]]) -> set[str]:
    """Addresses of forms that write into the store, as routes have them."""
    own = {"/account", "/logout", "/login", "/mine"}
    return {one.path for method, path in seen if method == "POST" and (one := row(method, path))} - own


@pytest.mark.parametrize("role", ["", "reader", "editor"])
def test_nothing_on_a_page_leads_to_where_one_may_not_go(
    clients: dict[str, TestClient], store: Store, role: str
) -> None:
    seen = offered(clients[role], store)
    rights = {one: right_of(*one, ROUTES) for one in seen if row(*one)}
    may = {"open", *ROLES[: ROLES.index(role) + 1]} if role else {"open"}
    # a link leads nobody to the form where one signs in, and back
    beyond = {one for one, right in rights.items() if right and right.role not in may and (role or one[0] == "POST")}
    assert beyond == set()
    if role:
        assert written(seen) == (TO_EDIT if role == "editor" else set())


def test_what_others_decided_is_there_to_read(clients: dict[str, TestClient]) -> None:
    for path in ("/decisions/followed?lang=en", "/names?lang=en", "/decisions?lang=en"):
        page = clients["reader"].get(path)
        assert page.status_code == 200
        assert "Take back" not in page.text
        assert "tester" in page.text or path.startswith("/names")


def writes(client: TestClient, store: Store) -> set[str]:
    return written(offered(client, store))


def test_an_editor_of_a_place_is_offered_what_is_of_the_place(clients: dict[str, TestClient], store: Store) -> None:
    assert writes(clients["district"], store) == TO_EDIT
    assert writes(clients["neighbour"], store) == {
        "/upload",
        "/names/reforms",
    }  # where one says oneself what it is about


def test_who_is_there_for_a_department_is_offered_its_duties() -> None:
    ecology = f"{PLACE}/ecology-environment"
    with with_accounts(open_store("sqlite://"), bureau=("editor", (ecology,))) as store, explorer(store) as client:
        assert [result.error for result in load(store, seed_plans())] == [None]
        sign_in(client, "bureau")
        view = store.view()
        own = next(edge for edge in view.edges([ecology], kinds=["LEADS"]))
        others = next(edge for edge in view.edges([f"{PLACE}/transport"], kinds=["LEADS"]))

        def kinds(path: str) -> set[str]:
            return set(re.findall(r'name="kind" value="([^"]+)"', client.get(path).text))

        assert kinds(page_path("evidence", own.id)) == {"correct-duty", "reject-edge"}
        assert kinds(page_path("evidence", others.id)) == set()
        assert kinds(page_path("measures", own.target)) == {"progress"}
        assert kinds(page_path("plans", own.plan)) == set()
