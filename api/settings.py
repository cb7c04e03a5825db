"""Settings as values: each has a name, a default and what it means; environment variables begin with RESPGRAPH_."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.stores.opening import default_store


class Settings(BaseSettings):
    """What the explorer can be told from outside."""

    model_config = SettingsConfigDict(env_prefix="RESPGRAPH_", extra="ignore")

    store: str = Field(
        default_factory=default_store,
        description="URL of the store: sqlite:///file, sqlite:////path/file, neo4j://…, bolt://…",
    )
    store_user: str = Field("", description="User name for a Neo4j store, unless the URL has one")
    store_password: SecretStr = Field(SecretStr(""), description="Password for a Neo4j store; never shown")
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on")
    workers: int = Field(1, ge=1, le=64, description="Processes that answer, about as many as there are cores")
    allowed_hosts: str = Field(
        "",
        description="Names by which browsers may call the explorer, beside localhost, this machine's name and addresses "
        "in digits; parted by commas, `*.example.org` for all below one",
    )
    language: Literal["zh", "en"] = Field("zh", description="Language of the pages unless the reader chooses")
    upload_limit: int = Field(25 * 1024 * 1024, gt=0, description="Largest file that may be uploaded, in bytes")
    question_limit: float = Field(
        10, gt=0, description="Seconds after which a question is ended, and answered with 503 and when to come back"
    )
    job_limit: float = Field(300, gt=0, description="The same for heavy jobs: exports, what-ifs, files that are read")
    header_limit: float = Field(10, gt=0, description="Seconds within which the head of a request must have come")
    silence_limit: float = Field(
        30, gt=0, description="Seconds that a client may neither send the rest of a request nor take its answer"
    )
    idle_limit: float = Field(15, gt=0, description="Seconds that a connection is kept for a next request")
    connections: int = Field(
        512, gt=0, description="Connections of one process; one more ends the one that has waited longest for a request"
    )
    user: str = Field("", description="Who decides over HTTP; empty: the user that the explorer runs as")
    today: Annotated[date | None, BeforeValidator(lambda said: said or None)] = Field(
        None, description="The day that counts as today, YYYY-MM-DD; empty: by this computer's clock"
    )
    root_path: str = Field("", description="Path under which a reverse proxy shows the explorer, such as /duty")
    forwarded_prefix: bool = Field(
        default=False,
        description="Take that path from X-Forwarded-Prefix; only behind a proxy that sets or drops the header",
    )
    proxies: str = Field(
        "",
        description="Addresses or networks of reverse proxies whose X-Forwarded-For, -Proto, -Host are believed; parted by commas",
    )
    proxy_user: str = Field(
        "", description="Header in which such a proxy says who has signed in, such as X-Remote-User; empty: none does"
    )
    newcomers: Literal["", "reader", "editor"] = Field(
        "", description="Role of who comes from a proxy or provider without an account here; empty: may not come in"
    )
    oidc_issuer: str = Field("", description="Address of an OpenID Connect provider; empty: none")
    oidc_client: str = Field("", description="What the provider calls this explorer (client id)")
    oidc_secret: SecretStr = Field(SecretStr(""), description="The secret that the provider gave; never shown")
    oidc_name: str = Field("OpenID Connect", description="What the login page calls the provider")
    oidc_claim: str = Field("preferred_username", description="Which claim of the provider is the name of the account")
    oidc_return: str = Field(
        "",
        description="Address to which the provider sends people back; empty: /login/return under the name they asked for",
    )
    session_idle: int = Field(8 * 3600, gt=0, description="Seconds without a request after which a session ends")
    session_limit: int = Field(7 * 24 * 3600, gt=0, description="Seconds after which a session ends in any case")
    password_memory: int = Field(
        64 * 1024, ge=8, le=4 * 1024 * 1024, description="Memory of one look at a password (argon2), in KiB"
    )
    guarded: bool = Field(
        default=False, description="Ask who it is even while the store has no accounts; `serve` sets it beyond loopback"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info",
        description="Least weight of what `serve` logs: a line a request at info, only what goes wrong at warning",
    )
    log_json: bool = Field(default=False, description="Log JSON, an object a line, in place of lines for people")
    slow: float = Field(
        2.0,
        ge=0,
        description="Seconds from which on a request is logged as slow, by route and names of parameters; 0: none",
    )
    certificate: str = Field("", description="PEM file of a certificate, with its chain, where `serve` ends TLS itself")
    key: str = Field("", description="PEM file of its key, without a password")
    rosters: str = Field("", description="YAML file, or folder of them, that says who belongs to collectives when")

    def day(self) -> date:
        """Today: as it was told, else by this computer's clock, which is asked here and nowhere below."""
        return self.today or datetime.now(tz=UTC).astimezone().date()
