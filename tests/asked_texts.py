"""Which texts the program asks for: by name, or by a pattern where a part is filled in."""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from presentation.texts import FILE

ROOT = FILE.parent.parent
FOLDERS = ("pages", "presentation", "etl", "access")
PLACE = "\0"
QUOTED = re.compile(r"""["']([^"'\n]*)["'](\s*~)?""")
BLOCK = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
KEY = re.compile(r"[a-z_]+(\.[^.\s]+)+(?<![a-z]s\.csv)")


@dataclass(frozen=True)
class Asked:
    """One way in which a file asks for texts; `pattern` has a gap wherever something is put in.

    A gap at the beginning is filled by words of the same file alone, since it would otherwise
    ask for everything; the last one may hold dots where a table of a table is asked (`2.1.1`).
    """

    where: str
    pattern: str
    words: frozenset[str] = frozenset()

    def asks_for(self, key: str) -> bool:
        """Whether the text `key` can be meant."""
        if self.pattern.startswith(PLACE):
            return any(self._matches(word + self.pattern[1:], key) for word in self.words)
        return self._matches(self.pattern, key)

    @staticmethod
    def _matches(pattern: str, key: str) -> bool:
        if PLACE not in pattern:
            return pattern == key
        *parts, last = (re.escape(part) for part in pattern.split(PLACE))
        rest = "(.+)" if pattern.count(".") > 1 and not last else "([^.]+)"
        found = re.fullmatch("([^.]+)".join(parts) + rest + last, key)
        return found is not None and all(is_known(gap) for gap in found.groups())


def is_known(gap: str) -> bool:
    """Whether the program or its data has this word, or joins it from words that they have."""
    if gap in words_of_the_program() or not re.fullmatch(r"[a-z_]+", gap):
        return True
    ends = [m.start() for m in re.finditer("_", gap)]
    return any(is_known(gap[:end]) and is_known(gap[end + 1 :]) for end in ends if end)


@cache
def words_of_the_program() -> frozenset[str]:
    """Texts, names of fields and arguments, and the cells and folders of the data."""
    words: set[str] = set()
    for folder in (*FOLDERS, "indicators", "storage"):
        for file in (ROOT / folder).rglob("*.py"):
            words |= set(_words(ast.parse(file.read_text("utf-8"))))
        for file in (ROOT / folder).rglob("*.html"):
            words |= {text for text, _ in QUOTED.findall(file.read_text("utf-8"))}
    for file in (ROOT / "data" / "plan").glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as handle:
            words |= {part for row in csv.reader(handle) for part in row}
    return frozenset(words | {f.name for f in (ROOT / "data" / "sources").iterdir()})


def _words(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.strip("_")
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def asked() -> list[Asked]:
    """Everything asked for in code and templates."""
    found: list[Asked] = []
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix == ".py":
                found += in_code(file)
            elif file.suffix == ".html":
                found += in_template(file)
    return found + [a for name in ("app.py", "server.py") for a in in_code(ROOT / name)]


def in_code(file: Path) -> Iterator[Asked]:
    """Texts and f-strings that look like a key; what a docstring says is no question."""
    tree = ast.parse(file.read_text("utf-8"))
    texts = {id(e.value) for e in ast.walk(tree) if isinstance(e, ast.Expr)}
    inner = {id(v) for j in ast.walk(tree) if isinstance(j, ast.JoinedStr) for v in j.values}
    nodes = [n for n in ast.walk(tree) if id(n) not in texts | inner]
    plain = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    words = frozenset(plain)
    yield from (Asked(file.name, text) for text in plain if KEY.fullmatch(text))
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            pattern = "".join(
                str(v.value) if isinstance(v, ast.Constant) else PLACE for v in node.values
            )
            pattern = re.sub(f"{PLACE}+", PLACE, pattern)
            if re.fullmatch(rf"[a-z_{PLACE}]+(\.[\w{PLACE}]*)+", pattern):
                yield Asked(file.name, pattern, words)


def in_template(file: Path) -> Iterator[Asked]:
    """Quoted texts that look like a key, or like its beginning with something joined to it."""
    blocks = " ".join(BLOCK.findall(file.read_text("utf-8")))
    for text, joined in QUOTED.findall(blocks):
        if joined and re.fullmatch(r"[a-z_]+(\.[a-z_]*)+", text):
            yield Asked(file.name, text + PLACE)
        elif KEY.fullmatch(text):
            yield Asked(file.name, text)
