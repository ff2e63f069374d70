"""The one list of words that stand in a page of the other language, and why.

Whatever else is foreign must be marked as a quotation (`lang`) or as code (`translate="no"`).
"""

import re

CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.]*")

RELEASE = re.compile(r"\b(?:r\d+(?:-[0-9a-f]{8})?|s\d{6})\b")
"""A release or a submission by its number, which is no word."""

TERMS = {"GDP", "CO2", "PM2.5", "SO2", "EDGAR", "UTC"}
FILES = {"CSV", "TSV", "Excel", "xlsx", "UTF", "BOM", "GB18030", "MB", "SHA", "Cookie"}
COMMANDS = {"python3", "manage.py", "etl", "build", "repair"}
UNITS = {"m", "g", "km"}
STATUSES = {"E", "P", "A"}
MISREAD = {"N0B", "RRAE"}
"""A short number as it is printed and as it may be mistyped."""
QUOTED = {"B", "V", "v8.0"}
"""In Chinese sources: a class of airports, a class of water, an edition as it calls itself."""
KNOWN = TERMS | FILES | COMMANDS | UNITS | STATUSES | MISREAD | QUOTED

OWN_LANGUAGE = {"language.zh", "language.zh_full", "language.en", "language.en_full"}
"""How each language calls itself, in both interfaces."""
