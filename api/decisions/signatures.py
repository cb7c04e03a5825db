"""Who decides: the name that stands under a decision."""

import getpass

from api.settings import Settings


def system_user() -> str:
    """The system's user name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def signed_by(settings: Settings) -> str:
    """Who decides over HTTP: the setting, else the user that the explorer runs as."""
    return settings.user or system_user()
