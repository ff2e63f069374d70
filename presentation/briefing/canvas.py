"""A surface in pixels, from the top left: text, lines and marks, drawn by matplotlib.

Without its global state, so that threads do not disturb one another, and with the project's own
font files, so that nothing depends on what a machine has installed.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from indicators.assessment import Light
from presentation.briefing.measure import FILES, width_of, wrapped
from presentation.theme import colours

_DPI = 72  # so that a font's points are pixels
_CHECK = ((2, 55), (13, 44), (37, 70), (85, 8), (98, 17), (39, 95))
_TRIANGLE = ((50, 4), (100, 94), (0, 94))
_SQUARE = ((5, 5), (95, 5), (95, 95), (5, 95))
LIGHT_COLOURS = {
    Light.GOOD: "light-achieved",
    Light.FAIR: "light-on",
    Light.POOR: "light-behind",
    Light.BAD: "light-far",
    Light.NONE: "light-none",
}
Point = tuple[float, float]


class Canvas:
    """One picture under way; every length is multiplied by `scale`."""

    def __init__(self, width: int, height: int, scale: float = 1.0) -> None:
        self.ink: Mapping[str, str] = colours("light")
        self._pixels = (width, height)
        self._scale = scale
        size = (width / _DPI, height / _DPI)
        self._figure = Figure(figsize=size, dpi=_DPI, facecolor=self.ink["paper"])
        self._canvas = FigureCanvasAgg(self._figure)

    @property
    def width(self) -> float:
        """Width in the unit of all lengths."""
        return self._pixels[0] / self._scale

    @property
    def height(self) -> float:
        """Height in the unit of all lengths."""
        return self._pixels[1] / self._scale

    def text(
        self,
        at: Point,
        text: str,
        size: float,
        *,
        colour: str = "ink",
        bold: bool = False,
        anchor: Literal["left", "center", "right"] = "left",
        halo: bool = False,
    ) -> None:
        """Write one line; `at` is on its base line. A halo keeps it legible over lines."""
        x, y = self._place(at)
        font = _font(bold, size * self._scale)
        drawn = Text(
            x, y, text, color=self.ink[colour], fontproperties=font, ha=anchor, va="baseline",
            transform=IdentityTransform(), parse_math=False,
        )  # fmt: skip
        if halo:
            drawn.set_path_effects([withStroke(linewidth=4, foreground=self.ink["paper"])])
            drawn.set_zorder(4)
        self._figure.add_artist(drawn)

    def width_of(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how long a line of text comes out."""
        return width_of(text, size, bold=bold)

    def wrapped(self, text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
        """Break a text into lines; Chinese breaks anywhere but before closing signs."""
        return wrapped(text, size, room, bold=bold)

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Draw a line through points."""
        style: Any = (0, dashes) if dashes else "-"
        placed = [self._place(p) for p in points]
        self._figure.add_artist(
            Line2D(
                [p[0] for p in placed],
                [p[1] for p in placed],
                color=self.ink[colour],
                linewidth=width * self._scale,
                linestyle=style,
                transform=IdentityTransform(),
                solid_joinstyle="round",
            )
        )

    def dot(self, at: Point, radius: float, colour: str, *, hollow: bool = False) -> None:
        """Draw a point; an estimate is hollow."""
        ring = self.ink[colour]
        inside = self.ink["paper"] if hollow else ring
        self._figure.add_artist(
            Circle(
                self._place(at),
                radius * self._scale,
                facecolor=inside,
                edgecolor=ring,
                linewidth=1.8 * self._scale,
                transform=IdentityTransform(),
                zorder=3,
            )
        )

    def light(self, at: Point, light: Light, size: float) -> None:
        """Draw a light's shape in its colour; `at` is the upper left corner."""
        colour = LIGHT_COLOURS[light]
        middle = (at[0] + size / 2, at[1] + size / 2)
        if light in (Light.FAIR, Light.NONE):
            self.dot(middle, size * 0.42, colour, hollow=light is Light.NONE)
            return
        shapes = {Light.GOOD: _CHECK, Light.POOR: _TRIANGLE, Light.BAD: _SQUARE}
        shape = [(at[0] + x * size / 100, at[1] + y * size / 100) for x, y in shapes[light]]
        placed = [self._place(p) for p in shape]
        self._figure.add_artist(
            Polygon(placed, color=self.ink[colour], linewidth=0, transform=IdentityTransform())
        )

    def png(self, about: Mapping[str, str], dpi: int) -> bytes:
        """Return the picture; the same one has the same bytes."""
        self._canvas.draw()
        drawn = Image.frombuffer("RGBA", self._pixels, bytes(self._canvas.buffer_rgba()))
        told = PngInfo()
        for name, text in about.items():
            told.add_itxt(name, text)
        file = io.BytesIO()
        drawn.convert("RGB").save(file, "PNG", pnginfo=told, dpi=(dpi, dpi))
        return file.getvalue()

    def _place(self, at: Point) -> Point:
        return at[0] * self._scale, self._pixels[1] - at[1] * self._scale


def _font(bold: bool, size: float) -> FontProperties:
    return FontProperties(fname=FILES[bold], size=size)
