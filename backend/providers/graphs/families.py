"""The grids on which each family of models works: sizes, numbers of frames, pixel budgets."""

import math
from dataclasses import dataclass
from typing import Final

from backend.providers.graphs.catalogue import GraphTemplate

_SMALLEST_SIDE: Final = 64
_LARGEST_SIDE: Final = 4096


@dataclass(frozen=True)
class FrameGrid:
    """Numbers of frames a model can make: step x k + offset, from least to most."""

    step: int
    offset: int
    least: int
    most: int

    def at_least(self, frames: int) -> int:
        """Return the smallest allowed number that is not below `frames`, or the largest there is.

        >>> FrameGrid(4, 1, 5, 81).at_least(80)
        81
        """
        steps = math.ceil((frames - self.offset) / self.step)
        return min(max(steps * self.step + self.offset, self.least), self.most)


@dataclass(frozen=True)
class Family:
    """What models of one kind have in common.

    Attributes:
        multiple: both sides of a picture are multiples of this many pixels.
        frames: None for pictures.
    """

    multiple: int
    frames: FrameGrid | None = None


_SD: Final = Family(8)
_DIT: Final = Family(16)
_WAN: Final = Family(16, FrameGrid(4, 1, 5, 81))
_WAN_5B: Final = Family(32, FrameGrid(4, 1, 5, 121))
_HUNYUAN: Final = Family(16, FrameGrid(4, 1, 5, 129))
_HUNYUAN_15: Final = Family(16, FrameGrid(4, 1, 5, 121))
_LTXV: Final = Family(32, FrameGrid(8, 1, 9, 257))
# Two stages: the first works at half the size, and that half lies on the grid of 32.
_LTX_TWO_STAGES: Final = Family(64, FrameGrid(8, 1, 9, 257))
_MINIMAX: Final = Family(32, FrameGrid(17, 5, 124, 362))

_BY_PREFIX: Final = (
    ("sd15", _SD),
    ("sdxl", _SD),
    ("wan22_ti2v", _WAN_5B),
    ("wan", _WAN),
    ("hunyuan_video_15", _HUNYUAN_15),
    ("hunyuan_video", _HUNYUAN),
    ("ltxv", _LTXV),
    ("ltx", _LTX_TWO_STAGES),
    ("minimax", _MINIMAX),
)


def family_of(template: GraphTemplate) -> Family:
    """Return the family whose grids the graph follows."""
    return next((family for prefix, family in _BY_PREFIX if template.id.startswith(prefix)), _DIT)


def snap(side: float, multiple: int) -> int:
    """Return the multiple nearest to a side in pixels, within what servers take."""
    smallest = max(_SMALLEST_SIDE, 2 * multiple)
    largest = _LARGEST_SIDE // multiple * multiple
    return min(max(math.floor(side / multiple + 0.5) * multiple, smallest), largest)


def fit_size(aspect: float, pixels: int, multiple: int) -> tuple[int, int]:
    """Return the largest width and height of that aspect (w/h) on the grid within the budget.

    The height is within one step of the grid of what the width asks for.

    >>> fit_size(16 / 9, 1024 * 1024, 8)
    (1360, 768)
    """
    width = snap(math.sqrt(pixels * aspect), multiple)
    while True:
        height = snap(width / aspect, multiple)
        if width * height > pixels and height > width / aspect:
            height = snap(height - multiple, multiple)
        if width * height <= pixels or width <= 2 * multiple:
            return width, height
        width -= multiple
