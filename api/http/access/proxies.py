"""Where a request comes from: its connection, or what a reverse proxy that we were told of says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from graph.errors import BadRequestError, ForbiddenError

KEY = "respgraph.outside"
"""Where the scope of a request holds its Outside."""

Networks = tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """How the client reaches us: its address, the host that it asked for, the scheme (empty: only the proxy knows)."""

    address: str
    host: str
    scheme: str
    proxied: bool = False


def networks(words: str) -> Networks:
    """The networks of a setting, parted by commas or blanks. BadRequestError for what is none."""
    try:
        return tuple(ip_network(word, strict=False) for word in words.replace(",", " ").split())
    except ValueError as error:
        raise BadRequestError(
            "this is no address of a proxy", where=words[:200], hint="give addresses such as 10.0.0.2 or 10.0.0.0/24"
        ) from error


def outside(scope: Scope, proxies: Networks) -> Outside:
    """By the connection; by X-Forwarded-For, -Host and -Proto only where it comes from one of `proxies`."""
    headers = Headers(scope=scope)
    client = scope.get("client") or ("", 0)
    address, host = str(client[0]), headers.get("host", "")
    if not is_among(address, proxies):
        return Outside(address, host, "https" if scope.get("scheme") == "https" else "")
    way = [part.strip() for line in headers.getlist("x-forwarded-for") for part in line.split(",") if part.strip()]
    for hop in reversed(way):  # what stands left of the first that is none of ours, anybody may have written
        address = _bare(hop)
        if not is_among(address, proxies):
            break
    host = headers.get("x-forwarded-host", host).split(",")[0].strip()
    scheme = headers.get("x-forwarded-proto", "").split(",")[0].strip().lower()
    return Outside(address, host, scheme if scheme in ("http", "https") else "", proxied=True)


def user(scope: Scope, header: str) -> str:
    """Whom a proxy says to have signed in, in UTF-8; empty for nobody. ForbiddenError where it passes on what the client said, too."""
    said = Headers(scope=scope).getlist(header)
    if len(said) > 1:
        raise ForbiddenError(
            "the request says twice who it is", where=header, hint="let the proxy drop the header of its clients"
        )
    name = "".join(said).strip()
    try:
        return name.encode("latin-1").decode()
    except UnicodeError:
        return name


def is_among(address: str, proxies: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Whether an address belongs to one of the networks."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return any(mapped.version == each.version and mapped in each for each in proxies)


def _bare(hop: str) -> str:
    """An address without its port."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
