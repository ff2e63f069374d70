"""When the disk or the engine gives up in the middle of an operation: one sentence why."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import sqlalchemy as sa

from etl.problems import Problem

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_FULL_WORDS = ("No space left", "File too large", "quota exceeded")
_LOCKED = {errno.EACCES, errno.EPERM, errno.EROFS}
_LOCKED_WORDS = ("Permission denied", "Read-only file system")
_GAVE_UP = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the disk or the engine says into a `Problem`; nothing has been published then."""
    try:
        yield
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise Problem(_sentence(f"{where}{error.strerror or error}", error.errno)) from error
    except (duckdb.Error, sa.exc.DBAPIError) as error:
        said = getattr(error, "orig", None) or error
        if not _gave_up(said):  # a fault of the program, which a person cannot mend
            raise
        raise Problem(_sentence(_first_line(said))) from error


def _gave_up(error: BaseException) -> bool:
    words = (*_FULL_WORDS, *_LOCKED_WORDS)
    return isinstance(error, _GAVE_UP) or any(word in str(error) for word in words)


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0]


def _sentence(said: str, code: int | None = None) -> str:
    why = "a file could not be read or written"
    if code in _FULL or any(words in said for words in _FULL_WORDS):
        why = "the disk is full"
    elif code in _LOCKED or any(words in said for words in _LOCKED_WORDS):
        why = "writing there is not allowed"
    return f"nothing was published and the current release stays: {why} ({said})"
