"""The log: one JSON object a line on standard error, and nothing about people in it.

Of an exception its kind and its places in the code are written, not its text: that may quote a
name, a cell or a file. The sentences that the project itself logs name paths and releases only.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit.logger

_ROOT = Path(__file__).resolve().parents[2]
_OURS = ("pages", "etl", "access", "storage", "presentation", "app", "server")


class JsonLines(logging.Formatter):
    """Writes a record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what is not JSON by itself becomes text."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _said(record),
        }
        if record.exc_info and record.exc_info[1]:
            line |= _failure(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    """Return what is said; what libraries fill into theirs may be anything, and is left out."""
    return record.getMessage() if _is_ours(record) else str(record.msg).partition("\n")[0]


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] in _OURS


def _is_told(record: logging.LogRecord) -> bool:
    return _is_ours(record) or record.levelno >= logging.WARNING


def _failure(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "where": [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames[-12:]],
    }


def _short(name: str) -> str:
    path = Path(name)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name


def configure() -> None:
    """Write everything that is logged in this process as JSON lines; of libraries, warnings."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.addFilter(_is_told)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name in list(logging.root.manager.loggerDict):
        _hand_up(logging.getLogger(name))
    # Streamlit gives each of its loggers a handler of its own when it is first asked for.
    streamlit.logger.setup_formatter = _hand_up


def _hand_up(logger: logging.Logger) -> None:
    """Have what a logger is told written by the root's handler alone."""
    logger.handlers = []
    logger.propagate = True
