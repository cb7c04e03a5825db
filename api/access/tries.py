"""Wrong passwords, counted for an account, for an address and for both: who tries too often has to wait."""

from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any

from graph.access.register import Register

WINDOW_S = 900
"""Wrong passwords older than that are forgotten."""

FIRST_WAIT_S, LONGEST_WAIT_S = 30, 900
"""Who has to wait does so for twice as long after each further try."""

FREE = {"account@address": 5, "account": 50, "address": 20}
"""Wrong passwords before one has to wait: for an account from one address, for it from all, from an address for any."""


def counters(name: str, address: str) -> tuple[str, ...]:
    """What a try counts for: the account from here, the account from anywhere, anybody from here."""
    address = network(address)
    return (f"account@address {name} {address}", f"account {name}", f"address {address}")


def network(address: str) -> str:
    """What one household or machine has of addresses: of IPv6 any of 2^64."""
    try:
        return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
    except ValueError:
        return address


def forgive(register: Register, name: str, address: str) -> None:
    """Take back what was counted of who knows the password; others at the address may still be guessing."""
    *own, shared = counters(name, address)
    for key in own:
        register.drop("failures", key)
    if kept := register.find([("failures", shared)]).get(("failures", shared)):
        register.put("failures", shared, {**kept, "count": max(kept["count"] - 1, 0)})


def still(kept: Mapping[str, Any], moment: float) -> dict[str, float]:
    """What is counted, as far as it is not forgotten."""
    fresh = kept and moment - kept["last"] < WINDOW_S
    return {"count": kept["count"], "until": kept["until"]} if fresh else {"count": 0, "until": 0.0}


def forget(register: Register, moment: float) -> None:
    """Take out what is too old to count."""
    for key, kept in register.every("failures").items():
        if moment - kept["last"] >= WINDOW_S:
            register.drop("failures", key)
