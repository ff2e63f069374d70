"""A line of the log: where something failed, never what people typed."""

import json
import logging
import sys

from pages.service.logs import JsonLines


def line(name: str, message: str, *about: object, failed: bool = False) -> dict[str, object]:
    record = logging.LogRecord(
        name, logging.ERROR, __file__, 1, message, about, sys.exc_info() if failed else None
    )
    return json.loads(JsonLines().format(record))


def test_an_exception_is_told_by_kind_and_place_without_its_text() -> None:
    try:
        raise ValueError("zhangsan, 13800000000")
    except ValueError:
        said = line("pages.data.office", "An operation failed", failed=True)
    assert said["error"] == "ValueError"
    assert said["where"][-1].startswith("tests/pages/test_log_lines.py:")
    assert "zhangsan" not in json.dumps(said)


def test_what_libraries_fill_in_is_left_out() -> None:
    said = line("uvicorn.error", '%s - "WebSocket %s"\nmore', "10.0.0.7:1234", "/private")
    assert said["message"] == '%s - "WebSocket %s"'


def test_our_own_sentences_are_written_in_whole_on_one_line() -> None:
    said = line("pages.frame.releases", "Release %s is shown", "r3-1a2b3c4d")
    assert said["message"] == "Release r3-1a2b3c4d is shown"
