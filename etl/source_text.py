"""The text of a source file: how it is encoded, and where its lines end; files of any length."""

import codecs
from pathlib import Path

from etl.problems import SourceProblem

_ENCODINGS = ("utf-8", "gb18030")
_CHUNK = 1 << 20


def encoding_of(path: Path) -> str:
    """Find the encoding; raises `SourceProblem` for what is no text."""
    with path.open("rb") as handle:
        head = handle.read(3)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and _decodes(path, "utf-16"):
        return "utf-16"
    for encoding in _ENCODINGS:
        if _decodes(path, encoding):
            bom = encoding == "utf-8" and head.startswith(codecs.BOM_UTF8)
            return "utf-8-sig" if bom else encoding
    raise SourceProblem(f"{path.name}: not text in UTF-8, GB18030 or UTF-16")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def line_ends(path: Path) -> int:
    """Count the line ends of a file; text after the last one counts as ended."""
    count, last = 0, b"\n"
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def as_utf8(path: Path, encoding: str, scratch: Path) -> Path:
    """Copy a file to a folder in UTF-8."""
    copy = scratch / f"{path.stem}.utf8.csv"
    with (
        path.open(encoding=encoding, newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while chunk := source.read(_CHUNK):
            target.write(chunk)
    return copy
