"""JSON out of replies: found in whatever is around it, mended where it broke off."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.story.llm.json_reply import json_reply, without_thoughts

WHOLE = {"title": "A, B", "items": [{"n": 1, "text": 'say "hi", [now] {so}'}, {"n": 2, "text": ""}]}
TEXT = json.dumps(WHOLE)


@pytest.mark.parametrize(
    "reply",
    [
        TEXT,
        json.dumps(WHOLE, indent=2),
        f"```json\n{TEXT}\n```",
        f"Sure! As [1] says, {{here}} it is:\n\n{TEXT}\n\nAnything else? {{}}",
        f"<think>Perhaps {{}} or {TEXT[:20]}</think>\n{TEXT}",
        TEXT.replace("}]}", ",},]\n,}").replace("}, {", "}, {"),
        f'{{"answer": {TEXT}}}',
        f'{{"a": {{"b": {TEXT}}}}}',
        TEXT + "]]}}",
    ],
)
def test_what_stands_around_it_does_no_harm(reply: str) -> None:
    assert json_reply(reply, "items") == WHOLE


def test_a_list_alone_stands_for_its_field() -> None:
    assert json_reply(json.dumps(WHOLE["items"]), "items") == {"items": WHOLE["items"]}


def test_line_ends_in_a_text_are_taken() -> None:
    assert json_reply('{"items": [{"text": "one\ntwo"}]}', "items") == {
        "items": [{"text": "one\ntwo"}]
    }


@pytest.mark.parametrize("end", range(len(TEXT)))
def test_what_breaks_off_keeps_what_was_whole(end: int) -> None:
    found = json_reply(TEXT[:end], "items")
    if found is not None:
        assert found.get("title") == "A, B"
        whole = [item for item in found["items"] if item in WHOLE["items"]]
        assert found["items"][:-1] == whole[: len(found["items"]) - 1]


def test_the_items_before_a_break_are_all_there() -> None:
    items = [{"n": n, "text": "words"} for n in range(50)]
    found = json_reply(json.dumps({"items": items})[:-10], "items")
    assert found is not None
    assert found["items"][:49] == items[:49]


@pytest.mark.parametrize(
    "reply",
    [
        *("", "None.", "{}", "[]", "[1, 2]", "null", "42", '"items"', "{items: []}", "{]", "[}"),
        *("{" * 100_000, "[" * 100_000, '{"items":' * 50_000, '"' * 100_001, '{"other": []}'),
        '{"items": [' + "1" * 9_999,
    ],
)  # fmt: skip
def test_where_there_is_none_none_is_found(reply: str) -> None:
    found = json_reply(reply, "items")
    assert found is None or found == {"items": []}


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


@given(st.dictionaries(st.text(), JSON), JSON, st.text(alphabet=' \n`jsonOK.":,'))
def test_any_object_comes_back_as_it_was(other: dict[str, Any], items: Any, around: str) -> None:
    wanted = {**other, "items": items}
    if '"' not in around:
        assert json_reply(f"{around}{json.dumps(wanted)}{around}", "items") == wanted


@given(st.text())
def test_any_text_is_read_without_an_error(reply: str) -> None:
    json_reply(reply, "items")


@given(st.text(alphabet='{}[]",:\\ ai0"items"', max_size=60))
def test_any_brackets_are_read_without_an_error(reply: str) -> None:
    found = json_reply(reply, "items")
    assert found is None or "items" in found


def test_thoughts_are_left_out() -> None:
    assert without_thoughts("<think>\nHm.\n</think>\nA fox.") == "\nA fox."
    assert without_thoughts("A fox <think>.") == "A fox <think>."
