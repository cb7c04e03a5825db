"""Who it is: a name with a password, a cookie of a session, a token; wrong ones are counted, and too many have to wait."""

import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from api.access.accounts import MARK, digest_of
from api.access.passwords import Passwords
from api.access.tries import FIRST_WAIT_S, FREE, LONGEST_WAIT_S, counters, forget, forgive, network, still
from graph.access.entries import Entry
from graph.access.people import Account, Actor, Session, Token, checked_role, is_name, rank, spelt
from graph.access.register import Register
from graph.errors import SignInError, TooManyError
from graph.store import Store
from graph.stores.replacing import now

MOST_SESSIONS = 50
"""Of one account; a further one ends the oldest."""

_RENEW_S = 60
"""A cookie that is older than this is written anew, since it says when it was last seen."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session holds, in seconds: without a request, and in any case."""

    idle: int
    total: int


@dataclass(frozen=True, slots=True)
class Known:
    """Who it is; `cookie` is what the browser is to keep from now on, empty for what it has."""

    actor: Actor
    cookie: str = ""
    session: str = ""


class SignIn:
    """Signs in and knows again, over one store; any process knows the sessions that another began."""

    def __init__(
        self, store: Store, passwords: Passwords, limits: Limits, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._passwords = passwords
        self._limits = limits
        self._clock = clock
        self._secret = ""

    def with_password(self, name: str, password: str, come: Actor) -> str:
        """A cookie for a session. SignInError where name and password don't fit, TooManyError after too many such tries."""
        bare = spelt(name)[:200]
        account = self._proven(bare, password, come)

        def work(register: Register) -> str:
            forgive(register, bare, come.address)
            return self._begin(register, account, come, "password")

        return self._store.change_register(work)

    def confirm(self, actor: Actor, password: str) -> None:
        """That it is still she: a session alone changes no password. SignInError, TooManyError as with_password."""
        self._proven(actor.name, password, actor, subject=actor.name)
        self._store.change_register(lambda register: forgive(register, actor.name, actor.address))

    def from_outside(self, name: str, come: Actor, *, how: str, newcomers: str = "") -> str:
        """A cookie for who a provider says it is. SignInError where no such account may come in."""

        def work(register: Register) -> str:
            account = outsider(register, name, newcomers)
            if account is None:
                register.write(come, Entry("login-failed", name[:200], after={"by": how}))
                return ""
            return self._begin(register, account, come, how)

        cookie = self._store.change_register(work)
        if not cookie:
            raise SignInError("this account may not come in", where=name[:200], hint="ask an admin to add it")
        return cookie

    def secret(self) -> str:
        """What signs cookies; the same in every process of the store."""
        self._secret = self._secret or self._store.change_register(_secret)
        return self._secret

    def out(self, session: str, actor: Actor) -> None:
        """End a session."""

        def work(register: Register) -> None:
            register.drop("session", session)
            register.write(actor, Entry("logout", actor.name))

        self._store.change_register(work)

    def by_cookie(self, cookie: str, come: Actor) -> Known | None:
        """Who has the cookie; None where the session is over, or never was."""
        if not (opened := self._opened(cookie)):
            return None
        (key, name), written = opened
        kept = digest_of(key)
        found = self._store.read_register(lambda register: register.find([("session", kept), ("account", name)]))
        if ("session", kept) not in found:
            return None
        session = Session.of(found["session", kept])
        account = _of_session(session, found.get(("account", name)))
        moment = self._clock()
        if account is None or session.account != name or moment - session.started_at > self._limits.total:
            return None
        renewed = self._sealed(key, name) if moment - written > _RENEW_S else ""
        return Known(_actor(account, come), renewed, kept)

    def by_token(self, said: str, come: Actor) -> Known | None:
        """Whose token it is; None for one that is unknown or over."""
        mark, _, rest = said.partition("_")
        key, _, secret = rest.partition("_")
        if mark != MARK or not secret:
            return None

        def work(register: Register) -> tuple[Token, Account] | None:
            content = register.find([("token", key)]).get(("token", key))
            if content is None:
                return None
            token = Token.of(content)
            owner = register.find([("account", token.account)]).get(("account", token.account))
            return (token, Account.of(owner)) if owner else None

        found = self._store.read_register(work)
        if found is None:
            return None
        token, account = found
        fits = hmac.compare_digest(token.digest, digest_of(secret))
        if not fits or account.disabled or token.expires_at <= now():
            return None
        role = min(token.role, account.role, key=rank)
        return Known(Actor(account.name, role, account.places, come.address, "token"))

    def _proven(self, name: str, password: str, come: Actor, *, subject: str = "") -> Account:
        """The account whose password it is, counted and told where it is not; `subject` is who is known to have tried."""
        account = self._store.change_register(lambda register: self._counted(register, name, come))
        if not self._passwords.fits(account.password if account else "", password) or account is None:
            who = account.name if account else subject  # a name that nobody has may be a password in the wrong field
            self._store.change_register(lambda register: register.write(come, Entry("login-failed", who)))
            raise SignInError("the name or the password is wrong", hint="after some more tries one has to wait")
        return account

    def _counted(self, register: Register, name: str, come: Actor) -> Account | None:
        """The account, after one more try is counted; a right password takes it back. TooManyError where one has to wait."""
        keys = counters(name, come.address)
        found = register.find([("account", name), *(("failures", key) for key in keys)])
        moment = self._clock()
        counts = {key: still(found.get(("failures", key), {}), moment) for key in keys}
        account = Account.of(found["account", name]) if ("account", name) in found else None
        if counts[keys[1]]["until"] > moment and account and self._is_known_at(register, account, come):
            counts[keys[1]]["until"] = 0  # others guess; who is in from here already is not locked out by them
        wait = max(count["until"] - moment for count in counts.values())
        if wait > 0:
            raise TooManyError("this was tried too often", wait=int(wait) + 1, hint="wait, then try again")
        for key, count in counts.items():
            over = count["count"] + 1 - FREE[key.partition(" ")[0]]
            pause = min(FIRST_WAIT_S * 2 ** min(over, 10), LONGEST_WAIT_S) if over >= 0 else 0
            register.put("failures", key, {"count": count["count"] + 1, "last": moment, "until": moment + pause})
            if over == 0:
                register.write(
                    come,
                    Entry("locked", name if ("account", name) in found else "", after={"by": key.partition(" ")[0]}),
                )
        forget(register, moment)
        return account if account and not account.disabled else None

    def _is_known_at(self, register: Register, account: Account, come: Actor) -> bool:
        """Whether the account has a session from this address."""
        sessions = [Session.of(content) for content in register.every("session").values()]
        moment, here = self._clock(), network(come.address)
        return any(
            (one.account, one.stamp, network(one.address)) == (account.name, account.stamp, here)
            and moment - one.started_at <= self._limits.total
            for one in sessions
        )

    def _begin(self, register: Register, account: Account, come: Actor, how: str) -> str:
        moment = self._clock()
        own = []
        for key, content in register.every("session").items():
            if moment - content["started_at"] > self._limits.total:
                register.drop("session", key)
            elif content["account"] == account.name:
                own.append((content["started_at"], key))
        for _, key in sorted(own)[: max(len(own) - MOST_SESSIONS + 1, 0)]:
            register.drop("session", key)
        key = secrets.token_urlsafe(32)
        kept, role = digest_of(key), "" if account.stamp else account.role
        session = Session(kept, account.name, account.stamp, moment, come.address, role)
        register.put("session", kept, session.content())
        register.write(_actor(account, come), Entry("login", account.name, after={"by": how}))
        self._secret = _secret(register)
        return self._sealed(key, account.name)

    def _sealed(self, key: str, name: str) -> str:
        return self._signer().dumps([key, name, int(self._clock())])

    def _opened(self, cookie: str) -> tuple[tuple[str, str], float] | None:
        """What a cookie holds and when it was written; None where we did not write it, or too long ago."""
        if not self._secret:
            self._secret = self._store.read_register(_kept_secret)
        if not self._secret:
            return None
        try:
            key, name, written = self._signer().loads(cookie)
        except (BadData, ValueError, TypeError):
            return None
        return ((str(key), str(name)), float(written)) if self._clock() - written <= self._limits.idle else None

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt="respgraph session")


def outsider(register: Register, name: str, newcomers: str) -> Account | None:
    """The account of who a proxy or a provider vouches for; one of the role `newcomers` where there is none, if that is said.

    An account with a password comes in by that alone: whoever may choose a name elsewhere gets nobody's rights here, and
    no name that an account could not have: it is signed under what is decided.
    """
    content = register.find([("account", name)]).get(("account", name))
    if content is not None:
        account = Account.of(content)
        return None if account.disabled or account.password else account
    return Account(name, checked_role(newcomers)) if newcomers and is_name(name) else None


def _of_session(session: Session, content: Mapping[str, Any] | None) -> Account | None:
    """The account of a session while it is what it was when the session began."""
    if content is None:
        return Account(session.account, checked_role(session.role)) if session.role and not session.stamp else None
    account = Account.of(content)
    return account if account.stamp == session.stamp and not account.disabled else None


def _actor(account: Account, come: Actor) -> Actor:
    return Actor(account.name, account.role, account.places, come.address, come.via)


def _kept_secret(register: Register) -> str:
    """What signs cookies; empty where nobody has signed in yet."""
    return str(register.find([("secret", "sessions")]).get(("secret", "sessions"), {}).get("key", ""))


def _secret(register: Register) -> str:
    """The same, made where there is none."""
    kept = _kept_secret(register)
    if not kept:
        kept = secrets.token_hex(32)
        register.put("secret", "sessions", {"key": kept})
    return kept
