"""The pages folder and its table: nothing can be opened but through `app.py`."""

import re
from pathlib import Path

import pages
from indicators.language import Language
from pages import PAGES, PATHS
from presentation.texts import texts

FOLDER = Path(pages.__file__).parent


def test_no_script_lies_directly_in_the_folder() -> None:
    """A fresh server would run `pages/x.py` for the address /x, without `app.py` and its login."""
    assert [file.name for file in FOLDER.glob("*.py")] == ["__init__.py"]


def test_each_page_is_the_render_function_of_a_module_in_a_folder_of_its_section() -> None:
    for entry in PAGES:
        package, folder, _ = entry.render.__module__.split(".")
        assert (package, folder) == ("pages", entry.section)
        assert entry.render.__name__ == "render"


def test_keys_and_addresses_are_unique_and_the_first_page_is_the_start_page() -> None:
    assert len({entry.key for entry in PAGES}) == len(PAGES) == len(PATHS)
    assert len({entry.path for entry in PAGES}) == len(PAGES)
    assert [entry.key for entry in PAGES if not entry.path] == [PAGES[0].key]
    assert all(re.fullmatch(r"[a-z_]*", entry.path) for entry in PAGES)


def test_every_page_and_section_has_a_name_in_both_languages() -> None:
    for language in Language:
        assert all(texts(language)(entry.text) for entry in PAGES)
        assert all(texts(language)(f"section.{entry.section}") for entry in PAGES)
