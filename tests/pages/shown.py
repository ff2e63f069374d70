"""A page as it was shown: the HTML of one run, to be asked for what a reader sees."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

from indicators.language import Language
from tests.foreign import CHINESE, KNOWN, LATIN, RELEASE

VOID = {"br", "hr", "img", "input", "meta", "link"}
UNSEEN = {"svg", "code"}
NAMED = ("title", "aria-label")
INLINE = {"a", "b", "i", "q", "span", "sup"}


@dataclass
class Node:
    """One element with its attributes; `children` are elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def all(self, tag: str = "", **wanted: str) -> Iterator["Node"]:
        """Every element below with this tag and these attributes (`class_`: one of its classes)."""
        for child in self.children:
            if isinstance(child, Node):
                if child.is_one(tag, wanted):
                    yield child
                yield from child.all(tag, **wanted)

    def is_one(self, tag: str, wanted: dict[str, str]) -> bool:
        """Whether the element answers to the description."""
        if tag and self.tag != tag:
            return False
        return all(
            value in self.attributes.get("class", "").split()
            if name == "class_"
            else self.attributes.get(name) == value
            for name, value in wanted.items()
        )

    def one(self, tag: str = "", **wanted: str) -> "Node":
        """The only such element; fails when there is none or more than one."""
        (only,) = self.all(tag, **wanted)
        return only

    @property
    def text(self) -> str:
        """What is read, with single blanks."""
        return " ".join("".join(self.texts(None)).split())

    def texts(self, language: str | None) -> Iterator[str]:
        """The texts below; with a language only those not marked as another one, or as code."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif language is None or not (
                child.tag in UNSEEN or child.attributes.get("lang", language) != language
            ):
                blank = "" if child.tag in INLINE else " "
                said = [child.attributes.get(name, "") for name in NAMED] if language else []
                yield from (blank, *(f" {text} " for text in said if text))
                yield from child.texts(language)
                yield blank


class Tree(HTMLParser):
    """HTML as nodes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Node("page")
        self._open = [self.root]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


@dataclass(frozen=True)
class Shown:
    """One run of one page."""

    app: AppTest
    language: Language

    @cached_property
    def page(self) -> Node:
        """All HTML of the page, in order."""
        assert not self.app.exception
        parts = []
        for element in self.app.main:
            if element.type == "html":
                parts.append(element.proto.body)
            elif element.type == "bidi_component":
                parts.append(element.proto.bytes.decode())
            elif element.type == "image":
                parts += [f'<img src="{i.url}" alt="{escape(i.alt)}">' for i in element.proto.imgs]
        return Tree("".join(parts)).root

    @property
    def title(self) -> str:
        """The finding that the page opens with."""
        return self.page.one("h1").text

    def link(self, name: str) -> str:
        """Where the link with this id leads to."""
        return self.page.one("a", id=name).attributes["href"]

    def foreign_words(self) -> set[str]:
        """Words that are not in the page's language and not marked as a quotation."""
        text = " ".join(self.page.texts(self.language))
        if self.language is Language.EN:
            return set(CHINESE.findall(text))
        words = {word.rstrip(".") for word in LATIN.findall(RELEASE.sub("", text))}
        return {word for word in words if len(word) > 1} - KNOWN
