"""`python -m presentation.briefing`: the briefing without the page, for a nightly job.

Two commands: `make` writes the files, `check` says what the number on a picture stands for.
Faults are one sentence on standard error and exit status 1.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

import settings
from indicators.catalogue import Domain
from indicators.language import Language
from presentation.briefing.answer import lines
from presentation.briefing.checking import Finding, check
from presentation.briefing.pack import Kind, archive, base_name, files
from presentation.briefing.painter import PainterProblem
from presentation.briefing.request import WHOLE, Order, Request, request
from presentation.scene import Scene
from presentation.texts import texts
from storage.reading import ReleaseReader, open_current
from storage.warehouse import WarehouseProblem

app = typer.Typer(
    name="python -m presentation.briefing",
    help="Make pictures, slides, report, workbook and page from the current release.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Store = Annotated[
    Path | None, typer.Option("--warehouse", metavar="DIR", help="Folder of the releases.")
]
Lang = Annotated[Language, typer.Option("--language", help="Language of everything made.")]


class Counting(StrEnum):
    """Which lights are counted."""

    HEADLINE = "headline"
    PLAN = "plan"


@app.command("make")
def make(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write to.")],
    year: Annotated[int | None, typer.Option("--year", help="Year looked at.")] = None,
    city: Annotated[list[str] | None, typer.Option("--city", metavar="CODE")] = None,
    domain: Annotated[list[Domain] | None, typer.Option("--domain")] = None,
    indicator: Annotated[list[str] | None, typer.Option("--indicator", metavar="ID")] = None,
    order: Annotated[Order, typer.Option("--order", help="How indicators follow.")] = Order.PLAN,
    title: Annotated[str, typer.Option("--title")] = "",
    office: Annotated[str, typer.Option("--office", help="Issuing office.")] = "",
    count: Annotated[Counting, typer.Option("--count")] = Counting.HEADLINE,
    kinds: Annotated[list[Kind] | None, typer.Option("--format")] = None,
    zip_only: Annotated[bool, typer.Option("--zip", help="One archive instead.")] = False,
    language: Lang = Language.ZH,
    warehouse: Store = None,
) -> None:
    """Make a briefing; without options all of it, for all three cities."""
    chosen = settings.load()
    reader = open_current(warehouse or chosen.warehouse_dir)
    scene = _scene(reader, language, year or chosen.plan_year, count)
    wanted = _indicators(reader, domain or [], indicator or [])
    try:
        asked = request(
            scene, cities=city or [], indicators=wanted, order=order, title=title, office=office
        )
    except KeyError as unknown:
        sentence = f"the release knows no city and no indicator {unknown}"
        raise typer.BadParameter(sentence) from None
    _write(asked, kinds or list(Kind), out, zip_only=zip_only)


@app.command("check")
def check_number(
    number: Annotated[str, typer.Argument(help="The check number on a picture.")],
    language: Lang = Language.ZH,
    warehouse: Store = None,
) -> None:
    """Say which release and figures a picture shows, and what has changed since.

    Exit status 0 when nothing has changed, 1 when something has, 2 when there is no such picture.
    """
    chosen = settings.load()
    folder = warehouse or chosen.warehouse_dir
    scene = _scene(open_current(folder), language, chosen.plan_year, Counting.HEADLINE)
    found = check(number, scene, folder, ReleaseReader)
    for line in lines(found, scene):
        typer.echo(line)
    raise typer.Exit({Finding.SAME: 0, Finding.CHANGED: 1}.get(found.finding, 2))


def _scene(reader: ReleaseReader, language: Language, year: int, count: Counting) -> Scene:
    if year not in reader.years_looked_at:
        possible = ", ".join(map(str, reader.years_looked_at))
        raise typer.BadParameter(f"there are no lights as of {year}; possible: {possible}")
    return Scene(reader, texts(language), year, count.value, lambda *_page, **_view: "")


def _indicators(reader: ReleaseReader, domains: list[Domain], single: list[str]) -> list[str]:
    every = reader.catalogue.indicators.values()
    if set(single) == {WHOLE} and not domains:
        raise typer.BadParameter(f"{WHOLE} is the sheet of all lights; name an indicator as well")
    return [i.indicator_id for i in every if i.domain in domains] + single


def _write(asked: Request, kinds: list[Kind], out: Path, *, zip_only: bool) -> None:
    made = files(asked, kinds)
    if zip_only:
        made = {f"{base_name(asked)}.zip": archive(asked, made)}
    try:
        for name, content in made.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            typer.echo(path)
    except OSError as error:
        raise typer.BadParameter(f"{out}: cannot be written ({error.strerror})") from None


def main() -> int:
    """Run the command line; faults that a person can mend are one sentence."""
    try:
        return int(app(standalone_mode=False) or 0)
    except (WarehouseProblem, PainterProblem, settings.SettingsError) as problem:
        typer.echo(str(problem), err=True)
        return 1
    except TyperException as problem:
        sentence = " ".join(problem.format_message().split())
        typer.echo(sentence, err=True, nl=bool(sentence))
        return problem.exit_code


if __name__ == "__main__":
    sys.exit(main())
