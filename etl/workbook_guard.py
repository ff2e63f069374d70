"""What has to hold of a workbook before it is unpacked: it is a zip archive, and those can lie.

A few kilobytes can unpack to gigabytes, say that they do not, or hold two cells so far apart
that a table of both would not fit into memory. The reader takes what it is given, so all of it
is measured before, piece by piece and without keeping it.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

MAX_UNPACKED = 400 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_AREA = 5_000_000
"""Cells of the rectangle that holds a sheet's cells, or so many times as many as there are."""
MAX_EMPTINESS = 20
MAX_SHEETS = 255
_PIECE = 1 << 20
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_PLACE = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,9})["']""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_LONGEST_PLACE = 40
"""Bytes kept from one piece to the next, so that a place on their border is seen."""


def guard(content: bytes) -> None:
    """Raise `ValueError` with a reason for a workbook that must not be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValueError(str(error)) from None
    _refuse_by_list(content, entries)
    left = MAX_UNPACKED
    for entry in entries:
        left -= _measured(content, entry, left)


def _refuse_by_list(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise ValueError(f"holds {len(entries)} parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise ValueError("protected by a password")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise ValueError(f"unpacks to {unpacked // 2**20} MB")
    if sum(entry.compress_size for entry in entries) > len(content):
        raise ValueError("its parts overlap")


def _measured(content: bytes, entry: zipfile.ZipInfo, most: int) -> int:
    """Unpack a part piece by piece, look at each, and return how much it was."""
    is_sheet = entry.filename.lower().startswith("xl/worksheets/")
    size, cells, rows, columns, sheets, rest = 0, 0, 0, 0, 0, b""
    for piece in _unpacked(content, entry):
        size += len(piece)
        if size > min(most, entry.file_size):
            raise ValueError("unpacks to more than it says")
        if is_sheet:
            for letters, number in _PLACE.findall(rest + piece):
                cells, rows = cells + bool(letters), max(rows, int(number))
                columns = max(columns, _column(letters))
            _refuse_area(rows * columns, cells)
        elif entry.filename.lower() == "xl/workbook.xml":
            sheets += len(_SHEET.findall(piece))
            if sheets > MAX_SHEETS:
                raise ValueError("lists too many sheets")
        rest = piece[-_LONGEST_PLACE:]
    return size


def _refuse_area(area: int, cells: int) -> None:
    if area > max(MAX_AREA, MAX_EMPTINESS * cells):
        raise ValueError("its cells lie too far apart")


def _unpacked(content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in pieces, by what is there and not by what the archive says of it."""
    head = content[entry.header_offset : entry.header_offset + 30]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise ValueError("a part is not where it should be")
    name, extra = struct.unpack("<HH", head[26:30])
    start = entry.header_offset + 30 + name + extra
    packed = content[start : start + entry.compress_size]
    if entry.compress_type == _STORED:
        yield packed
        return
    if entry.compress_type != _DEFLATED:
        raise ValueError("packed in an unusual way")
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, _PIECE)
            packed = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error as error:
        raise ValueError(str(error)) from None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
