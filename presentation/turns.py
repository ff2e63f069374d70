"""Which lights turned since the year before."""

from indicators.assessment import Light
from presentation.scene import Scene

_ORDER = (Light.GOOD, Light.FAIR, Light.POOR, Light.BAD)


def turned(scene: Scene, code: str) -> tuple[list[str], list[str]]:
    """Return the indicators whose light is better, and worse, than the year before."""
    if scene.year - 1 not in scene.reader.years_looked_at:
        return [], []
    now, before = scene.lights_of(code), scene.lights_of(code, scene.year - 1)
    steps = {
        i: _ORDER.index(before[i]) - _ORDER.index(light)
        for i, light in now.items()
        if Light.NONE not in (light, before[i])
    }
    return [i for i in steps if steps[i] > 0], [i for i in steps if steps[i] < 0]
