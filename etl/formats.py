"""How an export is written: CSV that opens right in Excel and WPS, JSON, or Parquet."""

import csv
import io
import json
from datetime import date
from enum import StrEnum

import pyarrow as pa
import pyarrow.parquet as pq

from etl.plain_cells import written

BOM = "\ufeff"


class Format(StrEnum):
    """File formats of an export."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def write(table: pa.Table, form: Format) -> bytes:
    """Return the table as the bytes of a file."""
    match form:
        case Format.CSV:
            return as_csv(table)
        case Format.JSON:
            rows = json.dumps(table.to_pylist(), ensure_ascii=False, default=_plain)
            return rows.encode("utf-8")
        case Format.PARQUET:
            buffer = io.BytesIO()
            pq.write_table(table, buffer)
            return buffer.getvalue()


def as_csv(table: pa.Table) -> bytes:
    """Return CSV in UTF-8 with BOM, one header row, empty cells for what does not apply.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        writer.writerow([written(value) for value in row])
    return (BOM + text.getvalue()).encode("utf-8")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"cannot be written as JSON: {type(value).__name__}")
