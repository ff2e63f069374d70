"""Damage as disks and people do it: a bit that flips, a file that ends too early."""

import random
from pathlib import Path


def flip(path: Path, chance: random.Random) -> str:
    """Flip one bit of a file, and say which."""
    content = bytearray(path.read_bytes())
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    content[place] ^= 1 << bit
    path.write_bytes(content)
    return f"bit {bit} of byte {place} of {path.name}"


def cut(path: Path, chance: random.Random) -> str:
    """Cut a file short, and say where."""
    end = chance.randrange(path.stat().st_size)
    with path.open("r+b") as handle:
        handle.truncate(end)
    return f"{path.name} cut to {end} bytes"
