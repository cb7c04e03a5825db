"""The seed plans: files of our own wording that `serve --seed` fills an empty store with."""

from importlib.resources import files
from pathlib import Path


def seed_plans() -> list[Path]:
    """Paths of the seed plans in sorted order; the package is installed as plain files."""
    return sorted(
        Path(str(entry)) for entry in files("seeds").joinpath("plans").iterdir() if entry.name.endswith(".txt")
    )
