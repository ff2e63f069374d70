"""English sentences: names are joined with "and", and begin small within a sentence."""

import pytest

from presentation.casing import within
from storage.reading import ReleaseReader
from tests.pages.conftest import Visit


def test_the_last_of_several_cities_is_joined_with_and(visit: Visit) -> None:
    title = visit("indicator?id=pm25&lang=en").title
    assert title.startswith("PM2.5 annual mean: Jincheng and Changzhi achieved; Yuncheng missed")
    peers = visit("peers?id=waste_treatment&lang=en").title
    assert "Jincheng, Changzhi and Yuncheng joint no. 1; since 2015: Jincheng and Yuncheng" in peers


@pytest.mark.parametrize(
    "address",
    ["?", "?year=2018&", "goals?", "goals?domain=economy&year=2018&", "city?city=140500&",
     "city?city=140800&year=2018&", "ledger?city=140500&domain=ecology&"],
)  # fmt: skip
def test_names_begin_small_within_a_sentence(
    visit: Visit, release: ReleaseReader, address: str
) -> None:
    shown = visit(f"{address}lang=en")
    said = " ".join([shown.title, *(p.text for p in shown.page.all("p", class_="lead"))])
    named = [e.name.en for e in release.catalogue.indicators.values()]
    named += [goal.short.en for goal in release.catalogue.goals.values()]
    assert [n for n in named if n != within(n, "en") and n in said] == []
    assert ": Of " not in said
