"""Who has the answer already is told so, and nobody else."""

import pytest
from fastapi import Request, Response

from backend.api.conditional import etag_of, names, tagged, tagged_by_content, unchanged
from backend.domain.media import media_base


def request(*if_none_match: str) -> Request:
    headers = [(b"if-none-match", value.encode("latin-1")) for value in if_none_match]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize(
    "given",
    [
        ('W/"1-2"',),
        ('"1-2"',),
        ("*",),
        (" * ",),
        ('"other", W/"1-2"',),
        ('"a,b","1-2"',),
        ('"other"', 'W/"1-2"'),
        ('W/"",   "1-2"   ',),
    ],
)
def test_the_answer_is_known_by_any_of_several_tags_weak_or_strong(given: tuple[str, ...]) -> None:
    assert names(request(*given), 'W/"1-2"')
    assert names(request(*given), '"1-2"')


@pytest.mark.parametrize(
    "given", [(), ("",), ("1-2",), ('"1-2',), ('"1"',), ("W/",), ('w/"1"',), ('"1-2 "',), ('"*"',)]
)
def test_another_answer_is_not_known(given: tuple[str, ...]) -> None:
    assert not names(request(*given), 'W/"1-2"')


def test_without_a_tag_nothing_is_known_but_that_there_is_something() -> None:
    assert not names(request('W/"1-2"'), None)
    assert names(request("*"), None)


def test_a_tag_tells_revisions_and_bases_of_addresses_apart() -> None:
    tags = {etag_of("1"), etag_of("2")}
    known = media_base.set("http://elsewhere")
    tags.add(etag_of("1"))
    media_base.reset(known)
    assert len(tags) == 3
    assert etag_of(None) is None


def test_an_unchanged_answer_has_no_body_and_the_headers_of_the_whole_one() -> None:
    answer = unchanged(request('W/"1"'), 'W/"1"')
    assert answer is not None
    assert (answer.status_code, answer.body) == (304, b"")
    whole = tagged(Response(b"x"), 'W/"1"')
    for name in ("etag", "cache-control"):
        assert answer.headers[name] == whole.headers[name]
    assert answer.headers["cache-control"] == "private, no-cache"


def test_where_no_revision_can_be_told_an_answer_is_known_by_its_content() -> None:
    asked_again = request(tagged_by_content(request(), Response(b"x"), None).headers["etag"])
    counted = Response(b"x", headers={"X-Total-Count": "2"})
    assert tagged_by_content(asked_again, Response(b"x"), None).status_code == 304
    assert tagged_by_content(asked_again, Response(b"y"), None).status_code == 200
    assert tagged_by_content(asked_again, counted, None).status_code == 200


def test_who_knows_the_content_is_told_of_its_revision_once_there_is_one() -> None:
    asked_again = request(tagged_by_content(request(), Response(b"x"), None).headers["etag"])
    answer = tagged_by_content(asked_again, Response(b"x"), 'W/"1"')
    assert (answer.status_code, answer.headers["etag"]) == (304, 'W/"1"')
