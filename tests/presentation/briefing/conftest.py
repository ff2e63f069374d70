"""One small briefing of the shipped data, made once: targets of every kind, gaps and estimates."""

import pytest

from indicators.language import Language
from presentation.briefing.pack import files
from presentation.briefing.request import Request, request
from presentation.scene import Scene
from presentation.texts import texts
from storage.reading import ReleaseReader

CHOSEN = ("pm25", "gdp_growth", "retail_sales", "urbanisation_rate", "so2_industrial", "museums")
"""A cut to reach, an average growth, a forbidding break, a long gap, a stale value, a direction."""
OFFICE = "某市发展和改革委员会"


def a_scene(release: ReleaseReader, year: int = 2020, language: Language = Language.ZH) -> Scene:
    return Scene(release, texts(language), year, "headline", lambda *_a, **_k: "")


@pytest.fixture(scope="session")
def asked(release: ReleaseReader) -> Request:
    return request(a_scene(release), indicators=CHOSEN, office=OFFICE)


@pytest.fixture(scope="session")
def made(asked: Request) -> dict[str, bytes]:
    return files(asked)


def one(made: dict[str, bytes], ending: str) -> bytes:
    (content,) = (c for name, c in made.items() if name.endswith(ending) and "/" not in name)
    return content
