"""Pieces of containers are found where they lie, and nonsense never holds a reader up."""

from hypothesis import given
from hypothesis import strategies as st

from backend.services.media_containers import (
    ebml_elements,
    flac_blocks,
    is_cut_short,
    iso_boxes,
    jpeg_segments,
    png_chunks,
    riff_chunks,
)


def test_a_box_may_have_a_long_size_or_reach_to_the_end() -> None:
    long = b"\0\0\0\1free" + (20).to_bytes(8) + b"four"
    last = b"\0\0\0\0mdat" + b"rest"
    boxes = list(iso_boxes(long + last))
    assert [(box.name, box.body, box.end) for box in boxes] == [
        (b"free", 16, 20),
        (b"mdat", 28, 32),
    ]


def test_a_box_smaller_than_its_own_head_ends_the_list() -> None:
    assert list(iso_boxes(b"\0\0\0\4free" * 3)) == []


def test_an_element_of_unknown_size_reaches_to_the_end() -> None:
    (element,) = ebml_elements(b"\x1a\x45\xdf\xa3\xff" + b"anything")
    assert (element.name, element.body, element.end) == (b"\x1a\x45\xdf\xa3", 5, 13)


def test_an_element_without_a_size_ends_the_list() -> None:
    assert list(ebml_elements(b"\xec\x00" + b"x" * 8)) == []


def test_segments_may_stand_apart() -> None:
    data = b"\xff\xd8" + b"\xff\xff\xff\xe1\0\4ab" + b"\xff\xda\0\2"
    (segment,) = jpeg_segments(data)
    assert (segment.name, data[segment.body : segment.end]) == (b"\xe1", b"ab")


def test_only_containers_that_say_their_length_are_found_cut_short() -> None:
    assert is_cut_short(b"\0\0\0\x09mdat", "mp4")
    assert not is_cut_short(b"\0\0\0\x08mdat", "mp4")
    assert not is_cut_short(b"\0\0\0\x09mdat", "mp3")


@given(st.binary(max_size=300))
def test_any_bytes_are_walked_to_an_end(data: bytes) -> None:
    walkers = (png_chunks, jpeg_segments, riff_chunks, flac_blocks, iso_boxes, ebml_elements)
    for walk in walkers:
        pieces = list(walk(data))
        assert all(
            piece.start < piece.body <= piece.end or piece.start < piece.end for piece in pieces
        )
