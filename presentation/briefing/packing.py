"""Files that are archives, made so that the same content has the same bytes."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime

_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""An archive knows no earlier day."""


def zipped(files: Mapping[str, bytes], at: datetime) -> bytes:
    """Put files into one archive, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            _put(archive, name, content, at)
    return buffer.getvalue()


def settled(document: bytes, at: datetime) -> bytes:
    """Write an office document anew with one time throughout, workbooks inside it included."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    stamp = f"{at:%Y-%m-%dT%H:%M:%SZ}".encode()
    for name, content in files.items():
        if name.endswith(".xlsx"):
            files[name] = settled(content, at)
        elif name == "docProps/core.xml":
            files[name] = _TIMES.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
    return zipped(files, at)


def _put(archive: zipfile.ZipFile, name: str, content: bytes, at: datetime) -> None:
    entry = zipfile.ZipInfo(name, max(_seconds(at), _EARLIEST))
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    packed = name.endswith((".png", ".zip", ".pptx", ".docx", ".xlsx"))
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _seconds(at: datetime) -> tuple[int, int, int, int, int, int]:
    return at.year, at.month, at.day, at.hour, at.minute, at.second
