"""What every verb asks the environment: which store, and how it is opened.

The shapes of all settings (api/settings.py) take as long to make as a short verb runs. They are made only where more than
this is set, so that a setting that is not valid is told by every verb.
"""

import getpass
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from api.settings import Settings

PREFIX = "RESPGRAPH_"
"""Variables that begin so are ours, however their letters are written."""

PLAIN = frozenset({"STORE", "STORE_USER", "STORE_PASSWORD", "ROSTERS"})
"""Settings that any text is valid for."""

NO_SETTINGS = frozenset({"LANG"})
"""What begins as our settings do and is none: the language of the user, see api/cli/manners."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Settings by the names that they have in Settings; `names_store` says whether somebody chose the store."""

    store: str
    names_store: bool
    store_user: str = ""
    store_password: str = ""
    rosters: str = ""
    language: Literal["zh", "en"] = "zh"
    today: date | None = None

    def day(self) -> date:
        """Today: as it was told, else by this computer's clock."""
        return self.today or datetime.now(tz=UTC).astimezone().date()


def system_user() -> str:
    """The system's user name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def surroundings() -> Surroundings:
    """As the environment has them. BadRequestError that names the variables which are wrong."""
    upper = {name.upper(): value for name, value in os.environ.items()}
    told = {name.removeprefix(PREFIX): value for name, value in upper.items() if name.startswith(PREFIX)}
    if told.keys() - PLAIN - NO_SETTINGS:
        return _of(read_settings())
    from graph.stores.opening import default_store  # noqa: PLC0415 - who asks for a language needs no store

    return Surroundings(
        store=told["STORE"] if "STORE" in told else default_store(),
        names_store="STORE" in told,
        store_user=told.get("STORE_USER", ""),
        store_password=told.get("STORE_PASSWORD", ""),
        rosters=told.get("ROSTERS", ""),
    )


def read_settings() -> "Settings":
    """All settings of the environment. BadRequestError that names the variables which are wrong."""
    from pydantic import ValidationError  # noqa: PLC0415 - see above

    from api.settings import Settings  # noqa: PLC0415 - see above
    from graph.errors import BadRequestError  # noqa: PLC0415 - see above

    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{PREFIX}{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors())
        raise BadRequestError(f"a setting is not valid: {wrong}", hint="docs/cli.md lists the settings") from error


def _of(settings: "Settings") -> Surroundings:
    return Surroundings(
        store=settings.store,
        names_store="store" in settings.model_fields_set,
        store_user=settings.store_user,
        store_password=settings.store_password.get_secret_value(),
        rosters=settings.rosters,
        language=settings.language,
        today=settings.today,
    )
