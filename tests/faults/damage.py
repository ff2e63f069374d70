"""A flipped bit or a cut in any file: found, never shown, and mended or left to a person."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from storage.warehouse import WarehouseProblem
from tests.care.spoiling import cut, flip
from tests.crafted import figures
from tests.faults.place import BEFORE, Place

HOW = {"flip": flip, "cut": cut}


def runs(base: Place, work: Path, seed: int, count: int, how: str) -> Iterator[Callable[[], str]]:
    """Yield runs that each spoil one file, all kinds of files in turns."""
    files = sorted(p for p in base.root.rglob("*") if p.is_file() and p.stat().st_size)
    kept = [p for p in files if p.name != ".lock" and p != base.new_file and not _is_geo(p)]
    random.Random(seed).shuffle(kept)
    for number in range(count):
        path = kept[number % len(kept)].relative_to(base.root)
        chance = random.Random(seed + number)
        yield partial(_spoilt, base, work / f"{how}-{number}", path, chance, HOW[how])


def _is_geo(path: Path) -> bool:
    return "geo" in path.parts


def _spoilt(
    base: Place,
    root: Path,
    name: Path,
    chance: random.Random,
    spoil: Callable[[Path, random.Random], str],
) -> str:
    place = base.copy(root)
    path = place.root / name
    original = path.read_bytes()
    what = spoil(path, chance)
    _readers(place, what)
    found = place.damage()
    if not found:  # a bit that turns the pointer's line end into another blank
        assert name.name == "CURRENT", f"not found: {what}"
        return "harmless"
    assert all("; " in sentence and "\n" not in sentence for sentence in found), found
    left = place.repaired()
    _readers(place, what)
    if not left:
        assert figures(place.folder) == BEFORE, what
        place.is_whole()
        return "repaired"
    assert name.parts[0] in ("sources", "plan", "uploads"), left
    path.write_bytes(original)
    assert place.repaired() == []
    assert figures(place.folder) == BEFORE
    place.is_whole()
    return "left to a person, who put it back"


def _readers(place: Place, what: str) -> None:
    try:
        seen = figures(place.folder)
    except WarehouseProblem:
        return
    assert seen == BEFORE, f"readers see {seen} after {what}"
