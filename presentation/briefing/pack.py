"""All files of a briefing, or some: pictures on all cores while the documents are written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from presentation.briefing.forms import Form
from presentation.briefing.packing import zipped
from presentation.briefing.painter import Order, begin
from presentation.briefing.request import Request
from presentation.briefing.sheet import Sheet, sheets
from presentation.briefing.whole import Whole, whole


class Kind(StrEnum):
    """What can be made."""

    SLIDES = "pptx"
    REPORT = "docx"
    WORKBOOK = "xlsx"
    PAGE = "html"
    WIDE = "png"
    A4 = "a4"
    TABLES = "csv"


Told = Callable[[int, int], None]
"""Told how many steps are done, of how many."""
Painted = dict[tuple[str, Form], bytes]
"""Pictures by indicator and form."""
_DOCUMENTS = (Kind.SLIDES, Kind.REPORT, Kind.WORKBOOK, Kind.PAGE, Kind.TABLES)


def files(
    request: Request, kinds: Collection[Kind] = tuple(Kind), told: Told | None = None
) -> dict[str, bytes]:
    """Make the files wanted, by name; the same release and request give the same bytes."""
    drawn = sheets(request)
    orders = _orders(request, drawn, _all_sheets(request, drawn), kinds)
    steps = len(orders) + sum(kind in kinds for kind in _DOCUMENTS)
    tell = told or (lambda _done, _all: None)
    done = 0
    tell(done, steps)
    answers = begin(orders)
    made: dict[str, bytes] = {}
    for name, write in _without_pictures(request, drawn, kinds).items():
        made[name] = write()
        done += 1
        tell(min(done, steps), steps)
    painted: Painted = {}
    for number, content in answers:
        sheet, form = orders[number]
        painted[sheet.indicator_id, form] = content
        done += 1
        tell(min(done, steps), steps)
    made |= _with_pictures(request, drawn, kinds, painted)
    tell(steps, steps)
    return dict(sorted(made.items()))


def archive(request: Request, made: Mapping[str, bytes]) -> bytes:
    """Put files into one archive."""
    return zipped(made, request.scene.reader.info.built_at)


def base_name(request: Request) -> str:
    """Return what the names of all files begin with."""
    return f"briefing-{request.scene.year}-{request.scene.reader.info.short_id}"


def _all_sheets(request: Request, drawn: Sequence[Sheet]) -> list[Sheet | Whole]:
    """Return the sheets in their order, with that of all lights where it is wanted."""
    every: list[Sheet | Whole] = list(drawn)
    if request.whole_at is not None:
        every.insert(request.whole_at, whole(request))
    return every


def _orders(
    request: Request,
    drawn: Sequence[Sheet],
    every: Sequence[Sheet | Whole],
    kinds: Collection[Kind],
) -> list[Order]:
    orders: list[Order] = []
    if Kind.WIDE in kinds or Kind.PAGE in kinds:
        orders += [(s, Form.WIDE) for s in every]
    if Kind.A4 in kinds:
        orders += [(s, Form.A4) for s in every]
    if Kind.REPORT in kinds:
        wanted = request.with_numbers()
        orders += [(s, Form.FIGURE) for s in drawn if s.indicator_id in wanted]
    return orders


def _without_pictures(
    request: Request, drawn: Sequence[Sheet], kinds: Collection[Kind]
) -> dict[str, Callable[[], bytes]]:
    # The libraries of the documents are loaded when one is asked for, not by every server.
    from presentation.briefing import slides, tables, workbook

    name = base_name(request)
    found: dict[str, Callable[[], bytes]] = {}
    if Kind.SLIDES in kinds:
        found[f"{name}.pptx"] = lambda: slides.slides(request, drawn)
    if Kind.WORKBOOK in kinds:
        found[f"{name}.xlsx"] = lambda: workbook.workbook(request, drawn)
    if Kind.TABLES in kinds:
        found[f"{name}-figures.csv"] = lambda: tables.figures_csv(request)
        found[f"{name}-lights.csv"] = lambda: tables.lights_csv(request)
    return found


def _with_pictures(
    request: Request,
    drawn: Sequence[Sheet],
    kinds: Collection[Kind],
    painted: Painted,
) -> dict[str, bytes]:
    from presentation.briefing import document, page

    name, made = base_name(request), {}
    by_form = {
        form: {indicator: content for (indicator, own), content in painted.items() if own is form}
        for form in Form
    }
    if Kind.REPORT in kinds:
        made[f"{name}.docx"] = document.document(request, drawn, by_form[Form.FIGURE])
    if Kind.PAGE in kinds:
        made[f"{name}.html"] = page.page(request, drawn, by_form[Form.WIDE])
    for kind, form in ((Kind.WIDE, Form.WIDE), (Kind.A4, Form.A4)):
        if kind in kinds:
            for number, name_of in enumerate(request.sheet_ids, 1):
                file = f"{form.value}/{number:02}-{name_of}.png"
                made[file] = by_form[form][name_of]
    return made
