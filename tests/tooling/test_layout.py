"""The import contracts cover every package, and pages/ holds no script Streamlit would run."""

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOT_LAYERED = {"tests", "benchmarks", "docs"}


def packages() -> set[str]:
    found = {path.parent.name for path in ROOT.glob("[!.]*/__init__.py")}
    return found - NOT_LAYERED


def importlinter() -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]


def sources_of(forbidden: str) -> set[str]:
    """The packages that a contract forbids one import to."""
    contracts = importlinter()["contracts"]
    matching = [c for c in contracts if c.get("forbidden_modules") == [forbidden]]
    return {source for contract in matching for source in contract["source_modules"]}


def test_every_package_is_under_the_contracts() -> None:
    assert set(importlinter()["root_packages"]) == packages(), (
        "add the package to root_packages in pyproject.toml, or its imports go unchecked"
    )


def test_the_contracts_on_streamlit_and_the_settings_name_every_package() -> None:
    assert sources_of("settings") == packages()
    assert sources_of("streamlit") == packages() - {"pages"}


def test_pages_holds_no_script_that_streamlit_would_run_without_the_app() -> None:
    """Streamlit serves pages/x.py at /x on a fresh server before app.py has run."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] in ([], ["__init__.py"])
