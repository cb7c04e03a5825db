"""Registers: what is known of the parties of one jurisdiction (names, English names, kinds, functions), as YAML files."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.data_files import data_of
from graph.errors import SourceError


@dataclass(frozen=True, slots=True)
class Registered:
    """A party of a register: its place (path and level), functions and qualifier are its identity."""

    name: str
    name_en: str
    kind: str
    slots: tuple[str, ...]
    qualifier: str
    place: str
    level: str
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The known parties of a place, by every name that the register gives them."""

    place: str
    name_en: str
    source: str
    parties: tuple[Registered, ...]

    def find(self, name: str) -> Registered | None:
        """The party of exactly that name or alias."""
        return next((party for party in self.parties if name == party.name or name in party.aliases), None)


def register(source: str | Path) -> Register:
    """Read a register: the name of one that is shipped (yongchuan) or the path of a YAML file.

    Raises SourceError where there is none or it lacks a field.
    """
    return _shipped(source) if isinstance(source, str) and source in shipped_names() else _read(Path(source), source)


@cache
def _shipped(name: str) -> Register:
    return _register(data_of("seeds", f"registers/{name}"))


def _read(path: Path, source: str | Path) -> Register:
    import yaml  # noqa: PLC0415 - the registers that are shipped are read without

    if not path.is_file():
        raise SourceError("no such register", where=str(source), hint="one of " + ", ".join(shipped_names()))
    try:
        return _register(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise SourceError(f"not a register: {error}", where=str(source)) from error


@cache
def register_for(place: str) -> Register | None:
    """The shipped register of a place (重庆市/永川区), or None."""
    return next((found for found in map(register, shipped_names()) if found.place == place), None)


@cache
def shipped_names() -> tuple[str, ...]:
    """Names of the registers that come with the package, sorted."""
    folder = files("seeds").joinpath("registers")
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


def _register(data: Mapping[str, Any]) -> Register:
    place, level = data["place"], data["level"]
    return Register(
        place=place,
        name_en=data["name_en"],
        source=data["source"],
        parties=tuple(
            Registered(
                name=name,
                name_en=entry["en"],
                kind=entry["kind"],
                slots=tuple(entry["slots"]),
                qualifier=entry.get("qualifier", ""),
                place=entry.get("place", place),
                level=entry.get("level", level),
                aliases=tuple(entry.get("aliases", ())),
                aliases_en=tuple(entry.get("aliases_en", ())),
            )
            for name, entry in data["parties"].items()
        ),
    )
