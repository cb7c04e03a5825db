"""What routes depend on, as annotated types: the store's view and writer, paging, the settings.

What reads nothing is asked where the request is (`async`): a thread for it takes longer than it does, and has to be waited for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import BeforeValidator, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from api.http.access.asking import actor_of
from api.http.one_state import KEY, Question
from api.settings import Settings
from graph.acting.acted import Acted
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.roster import Roster
from graph.schema import schema
from graph.store import Store, View
from loaders.targets.deadlines.cell_dates import day_written

MOST_ITEMS = 500
"""Largest page."""


def get_store(request: Request) -> Store:
    """The application's store as who asks may use it."""
    store: Store = request.app.state.store
    return Acted(store, actor_of(request.scope))


def get_settings(request: Request) -> Settings:
    """The application's settings."""
    settings: Settings = request.app.state.settings
    return settings


def get_today(request: Request) -> date:
    """The day that counts as today."""
    return get_settings(request).day()


async def get_view(request: Request) -> View:
    """Reads for one request, all of one state (api/http/one_state.py)."""
    question: Question = request.scope[KEY]
    return await question.taken()


def get_rosters(request: Request) -> tuple[Roster, ...]:
    """Who belongs to which collective when, as it was read at start."""
    rosters: tuple[Roster, ...] = request.app.state.rosters
    return rosters


async def get_memory(request: Request) -> Memory:
    """The findings that the application remembers."""
    memory: Memory = request.app.state.memory
    return memory


@dataclass(frozen=True, slots=True)
class Paging:
    """Which slice of a list is asked for."""

    limit: int
    offset: int


async def get_paging(
    limit: Annotated[int, Query(ge=1, le=MOST_ITEMS, description="Most items to return")] = 100,
    offset: Annotated[int, Query(ge=0, le=2**31, description="Items to pass over")] = 0,
) -> Paging:
    """Paging parameters."""
    return Paging(limit, offset)


@dataclass(frozen=True, slots=True)
class OneOf:
    """Annotation of a word that must be one of a closed set of schema.yaml; the OpenAPI enum follows from it."""

    words: Callable[[], Iterable[str]]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A literal of the words."""
        return core_schema.literal_schema(list(self.words()))


def _roles() -> Iterable[str]:
    return schema().roles


def _node_kinds() -> Iterable[str]:
    return schema().nodes


RoleWord = Annotated[str, OneOf(_roles)]
NodeKindWord = Annotated[str, OneOf(_node_kinds)]
_DAYS = (
    "(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01])){0}|(0[469]|11)(-(0[1-9]|[12][0-9]|30)){0}|02(-(0[1-9]|[12][0-9])){0}"
)
DATE_PATTERN = f"^[1-9][0-9]{{3}}(-({_DAYS.format('?')}))?$"
"""A year, month or day; that February has 29 days in some years only is left to the question."""
DAY_PATTERN = f"^[1-9][0-9]{{3}}-({_DAYS.format('')})$"
QUARTER_PATTERN = "^[1-9][0-9]{3}-Q[1-4]$"
DateWords = Annotated[
    str,
    BeforeValidator(lambda said: day_written(said) if isinstance(said, str) else said),
    StringConstraints(pattern=DATE_PATTERN),
]
"""A date: ISO 8601, or as the site itself and people write it (2026年11月30日, 2026/11/30), which becomes that."""
Offset = Annotated[int, Query(ge=0, le=2**31)]
"""Where a page's part of a list begins."""

Key = Annotated[str, Path(description="An id, percent-encoded; a department or plan also by any of its names")]


async def _store(request: Request) -> Store:
    request.scope[KEY].looks_beside = True
    return get_store(request)


async def _settings(request: Request) -> Settings:
    return get_settings(request)


async def _today(request: Request) -> date:
    return get_today(request)


async def _rosters(request: Request) -> tuple[Roster, ...]:
    return get_rosters(request)


StoreDep = Annotated[Store, Depends(_store)]
SettingsDep = Annotated[Settings, Depends(_settings)]
TodayDep = Annotated[date, Depends(_today)]
RostersDep = Annotated[tuple[Roster, ...], Depends(_rosters)]
MemoryDep = Annotated[Memory, Depends(get_memory)]
ViewDep = Annotated[View, Depends(get_view)]
PagingDep = Annotated[Paging, Depends(get_paging)]
