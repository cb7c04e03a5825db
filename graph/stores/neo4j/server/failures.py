"""The driver's errors in our words, which say what to do; and its log, which says nothing where nobody listens."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions

from graph.errors import ModelError, StoreError, StoreUnavailableError


@contextmanager
def clear_errors(url: str) -> Iterator[None]:
    """Turn the driver's errors into ours, which say what to do."""
    try:
        yield
    except exceptions.ConstraintError as error:
        raise ModelError("an id is in use already, in another plan or for another kind", where=url) from error
    except exceptions.AuthError as error:
        raise StoreError(
            "the server refuses the user or the password",
            where=url,
            hint="check RESPGRAPH_STORE's user and password",
        ) from error
    except exceptions.Neo4jError as error:
        raise _explained(error, url) from error
    except (exceptions.DriverError, OSError) as error:
        raise _away(error, url) from error
    except ValueError as error:  # the driver's word for an address that it can't read
        raise StoreError(f"not an address of a server: {error}", where=url) from error


def _explained(error: exceptions.Neo4jError, url: str) -> StoreError:
    code, said = error.code or "", error.message or str(error)
    if error.is_retryable():
        return _away(error, url)
    if "ReadOnly" in code or "NotALeader" in code or "read only" in said.lower():
        hint = "write through neo4j:// and the cluster's address, not to one member"
        return StoreError("this server only reads", where=url, hint=hint)
    if "DatabaseNotFound" in code:
        return StoreError("the server has no such database", where=url, hint="create it on the server")
    if "too large to index" in said:
        return StoreError("an id or a name is too long for the server's index", where=url)
    return StoreError(f"the server refused: {said} ({code})", where=url)


def _away(error: Exception, url: str) -> StoreUnavailableError:
    hint = "start it, or check the address; respgraph goes on by itself when it is back"
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return StoreUnavailableError(f"the server does not answer ({reason})", where=url, hint=hint)


def silence_driver() -> None:
    """Let the driver's log go where an application's configuration sends it, and else nowhere: our errors say it all.

    Python prints warnings of a logger without any handler on the console.
    """
    log = logging.getLogger("neo4j")
    if not any(isinstance(handler, logging.NullHandler) for handler in log.handlers):
        log.addHandler(logging.NullHandler())
