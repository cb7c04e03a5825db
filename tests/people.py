"""An explorer with accounts: one of every role, cheap passwords, and clients that are signed in."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi.testclient import TestClient

from api.access.accounts import add_account
from api.access.passwords import Passwords
from api.app import create_app
from api.settings import Settings
from graph.access.people import ROLES, Actor
from graph.store import Store

PASSWORD = "correct horse battery staple"  # noqa: S105 - of tests
CHEAP = 8
BOSS = Actor("boss", "admin", (), "", "shell")
HERE = "http://localhost"
OWN = {"Origin": HERE}


def with_accounts(store: Store, **more: tuple[str, tuple[str, ...]]) -> Store:
    """Add `admin`, `editor` and `reader`, and by name (role, places) more; all have PASSWORD."""
    kept = Passwords(CHEAP).hashed(PASSWORD)
    for role in reversed(ROLES):
        add_account(store, role, role, BOSS, password=kept)
    for name, (given, places) in more.items():
        add_account(store, name, given, BOSS, places=places, password=kept)
    return store


@contextmanager
def explorer(store: Store, **settings: object) -> Iterator[TestClient]:
    """A browser that nobody has signed in with."""
    told = Settings(password_memory=CHEAP, **settings)  # type: ignore[arg-type]
    with TestClient(create_app(store, told), base_url=HERE, follow_redirects=False) as client:
        yield client


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    """The status of the answer; the client keeps its cookie."""
    return client.post("/login", data={"name": name, "password": password}, headers=OWN).status_code
