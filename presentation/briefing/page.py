"""The whole briefing as one HTML file: it opens from a memory stick and asks for nothing."""

from base64 import b64encode
from collections.abc import Mapping, Sequence

from presentation import templating
from presentation.briefing.counts import summary
from presentation.briefing.notes import notes
from presentation.briefing.request import WHOLE, Request
from presentation.briefing.sheet import Sheet, stamp
from presentation.briefing.slide_parts import GLYPHS
from presentation.theme import colours


def page(request: Request, drawn: Sequence[Sheet], pictures: Mapping[str, bytes]) -> bytes:
    """Return the page; `pictures` are the wide ones, by indicator."""
    html = templating.render(
        "briefing/page.html",
        t=request.scene.t,
        request=request,
        sheets=drawn,
        stamp=stamp(request.scene),
        summary=summary(request),
        overview=WHOLE,
        notes={i.indicator_id: notes(request, i) for i in request.indicators},
        pictures={key: b64encode(content).decode("ascii") for key, content in pictures.items()},
        colours=colours("light"),
        glyphs={light.value: glyph for light, glyph in GLYPHS.items()},
    )
    return html.encode("utf-8")
