"""The audit on every store: what writes it, that it is one chain, and what a look at the chain finds."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from graph.access.entries import Chain, Entry, Sealed
from graph.access.people import Account, Actor, Kept, Session, Token
from graph.access.register import Asked
from graph.acting.trail import lines, pruned, read_lines, verified
from graph.errors import StoreError
from graph.model import Decision
from graph.store import Store
from graph.stores.opening import open_store
from tests.stores import NOW, first_plan

if TYPE_CHECKING:
    from graph.stores.sqlite.rows.register import SqliteRegister

ANNA = Actor("anna", "editor", (), "10.0.0.7", "page")


def signed_in(store: Store, number: int) -> None:
    store.change_register(lambda register: register.write(ANNA, Entry("login", str(number))))


def told(store: Store, **asked: str) -> list[tuple[str, str, str]]:
    entries, _ = store.read_register(lambda register: register.entries(Asked(**asked)))
    return [(said["who"], said["action"], said["subject"]) for said in (one.told() for one in entries)]


def test_what_changes_the_graph_is_told_with_it(store: Store) -> None:
    graph, document = first_plan()
    writer = store.writer(ANNA)
    writer.replace(graph, document, loaded_at=NOW, by="somebody else")
    writer.replace(graph, document, loaded_at=NOW)  # changes nothing
    decision = Decision("d1", "set-meta", document.node.id, "title=x", "somebody else", NOW)
    writer.decide(decision)
    writer.decide(replace(decision, undone=f"anna, {NOW}"))
    writer.remove(graph.plan)
    assert told(store)[::-1] == [
        ("anna", "load", graph.plan), ("anna", "decide", document.node.id), ("anna", "undo", document.node.id),
        ("anna", "remove", graph.plan),
    ]  # fmt: skip
    (last, *_), total = store.read_register(lambda register: register.entries(Asked(action="undo")))
    said = last.told()
    assert (total, said["from"], said["via"]) == (1, "10.0.0.7", "page")
    assert (said["before"]["undone"] or "", bool(said["after"]["undone"])) == ("", True)
    assert verified(store).broken == ""
    assert verified(store).entries == 4


def test_people_are_kept_apart_by_kind(store: Store) -> None:
    account = Account("anna", "editor", ("a/b",), "hash", created_at=NOW)
    kept: list[Kept] = [account, Token("t", "anna", "reader", "d", "", NOW, NOW), Session("s", "anna", "1", 2.5)]
    store.change_register(lambda register: register.put("account", "anna", kept[0].content()))
    store.change_register(lambda register: register.put("session", "anna", kept[2].content()))
    found = store.read_register(lambda register: register.find([("account", "anna"), ("token", "anna")]))
    assert {key: Account.of(content) for key, content in found.items()} == {("account", "anna"): account}
    store.change_register(lambda register: register.drop("account", "anna"))
    assert store.read_register(lambda register: register.every("account")) == {}
    assert list(store.read_register(lambda register: register.every("session"))) == ["anna"]


def test_old_entries_go_and_the_chain_still_holds(store: Store) -> None:
    for number in range(5):
        signed_in(store, number)
    whole = verified(store)
    assert pruned(store, "2000-01-01", ANNA) == 0
    assert pruned(store, "2999-01-01", ANNA) == 5
    found = verified(store, {whole.last + 1: verified(store).digest})
    assert (found.broken, found.first, found.entries) == ("", 6, 1)
    assert told(store) == [("anna", "pruned", "2999-01-01")]


def chain_of(count: int) -> list[Sealed]:
    with open_store("sqlite://") as store:
        for number in range(count):
            signed_in(store, number)
        return list(read_lines(lines(store)))


def broken(entries: list[Sealed], known: dict[int, str] | None = None) -> str:
    chain = Chain(known)
    chain.look(entries)
    return chain.end().broken


def test_a_chain_that_was_tampered_with_is_found_out() -> None:
    entries = chain_of(4)
    assert broken(entries) == ""
    assert broken([*entries[:1], *entries[2:]]) == "entry 2 is missing"
    assert "before 2 are missing" in broken(entries[1:])
    changed = replace(entries[1], content=entries[1].content.replace("anna", "boris"))
    assert broken([entries[0], changed, *entries[2:]]) == "entry 2 was changed"
    assert broken(entries[:2], {4: entries[3].digest}) == "entry 3 is missing, and those after it"
    assert broken(entries, {2: entries[3].digest}) == "entry 2 is not the one that was written down"
    assert broken([], {1: ""}) == "all entries are missing"


def test_entries_are_not_changed_by_anybody_who_writes_to_the_store() -> None:
    with open_store("sqlite://") as store:
        store.change_register(lambda register: register.write(ANNA, Entry("login")))
        for statement in ("UPDATE audit SET who = 'x'", "DELETE FROM audit"):
            with pytest.raises(StoreError, match="entries of the audit are not"):
                ran(store, statement)


def ran(store: Store, statement: str) -> None:
    store.change_register(lambda register: cast("SqliteRegister", register)._connection.execute(statement))
