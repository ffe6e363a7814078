"""The grids of the model families."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.media import MediaKind
from backend.providers.graphs.catalogue import GraphTemplate, catalogue
from backend.providers.graphs.families import FrameGrid, family_of, fit_size, snap

ASPECTS = st.fractions(min_value="1/3", max_value=3, max_denominator=2000).map(float)
TEMPLATES = st.sampled_from(sorted(catalogue()))
FILMS = [graph for graph in catalogue().values() if graph.kind is MediaKind.VIDEO]


@given(aspect=ASPECTS, id=TEMPLATES, pixels=st.integers(512 * 512, 2048 * 2048))
def test_a_size_lies_on_the_grid_within_the_budget_and_within_a_step_of_the_aspect(
    aspect: float, id: str, pixels: int
) -> None:
    multiple = family_of(catalogue()[id]).multiple
    width, height = fit_size(aspect, pixels, multiple)
    assert (width % multiple, height % multiple) == (0, 0)
    assert width * height <= pixels
    assert abs(height - width / aspect) <= multiple
    assert (width + 2 * multiple) * (height + 2 * multiple) > pixels * 0.8


@given(side=st.floats(1, 20_000), multiple=st.sampled_from([8, 16, 32, 64]))
def test_a_side_goes_to_the_nearest_multiple_servers_take(side: float, multiple: int) -> None:
    snapped = snap(side, multiple)
    assert snapped % multiple == 0
    assert 64 <= snapped <= 4096
    if 128 <= side <= 4096 - 64:
        assert abs(snapped - side) <= multiple / 2


@pytest.mark.parametrize("template", FILMS, ids=lambda template: template.id)
@given(frames=st.integers(1, 2000))
def test_frames_go_up_to_the_next_number_the_model_can_make(
    template: GraphTemplate, frames: int
) -> None:
    grid = family_of(template).frames
    assert grid is not None
    sent = grid.at_least(frames)
    assert (sent - grid.offset) % grid.step == 0
    assert grid.least <= sent <= grid.most
    assert sent >= frames or sent == grid.most
    assert sent < max(frames, grid.least) + grid.step


@pytest.mark.parametrize("template", catalogue().values(), ids=lambda template: template.id)
def test_the_graphs_own_sizes_and_lengths_lie_on_their_grids(template: GraphTemplate) -> None:
    family = family_of(template)
    assert (family.frames is not None) == (template.kind is MediaKind.VIDEO)
    for side in ("width", "height"):
        own = template.default(side) or 2 * (template.default(f"{side}_half") or 0)
        assert own % family.multiple == 0
    if family.frames is not None:
        assert family.frames.at_least(template.default("frames")) == template.default("frames")


@pytest.mark.parametrize(
    ("id", "multiple", "grid"),
    [
        ("sd15", 8, None),
        ("sdxl", 8, None),
        ("flux1_schnell", 16, None),
        ("wan22_i2v_14b", 16, (4, 1)),
        ("wan22_ti2v_5b", 32, (4, 1)),
        ("ltxv_09_t2v", 32, (8, 1)),
        ("ltx2_i2v_distilled", 64, (8, 1)),
        ("minimax_h3_i2v", 32, (17, 5)),
    ],
)
def test_each_family_has_the_grid_of_its_nodes(
    id: str, multiple: int, grid: tuple[int, int] | None
) -> None:
    family = family_of(catalogue()[id])
    assert family.multiple == multiple
    assert (family.frames and (family.frames.step, family.frames.offset)) == grid


def test_wide_and_tall_projects_get_the_sizes_one_expects() -> None:
    assert fit_size(16 / 9, 1024 * 1024, 8) == (1360, 768)
    assert fit_size(9 / 16, 1024 * 1024, 8) == (768, 1360)
    assert fit_size(1, 512 * 512, 8) == (512, 512)
    assert FrameGrid(4, 1, 5, 81).at_least(1) == 5
