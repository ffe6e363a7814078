"""The fake provider's answers fit their schemas and name only sentences that were listed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import jsonschema_rs
import pytest
from hypothesis import strategies as st

from backend.domain.errors import ProviderError
from backend.providers.fake.factory import make_fake
from backend.providers.fake.schema_filler import SchemaFiller
from backend.providers.generation import Message, TextGenerator, TextOrder
from backend.providers.service_data import service_data
from backend.settings.providers import ProviderSettings
from backend.story.llm.assemble import assemble
from backend.story.llm.cast import cast_step
from backend.story.llm.outline import outline_steps
from backend.story.llm.plan import plan_of
from backend.story.llm.shots import shots_steps
from backend.story.llm.step import Reply, Step
from backend.story.llm.write import write_step
from backend.story.parser import read_script

T = TypeVar("T")

LISTING = "\n".join(f"[{n}] On day {n} the fox met Ana Bell by the sea." for n in range(5, 25))
ANY = {"type": "object", "properties": {"n": {"type": "integer"}}}


def text(**settings: Any) -> TextGenerator:
    """The provider as it is set up by settings."""
    given = ProviderSettings(_env_file=None, providers="fake", **settings)
    service = make_fake(given, service_data()["fake"])
    assert service is not None
    assert service.text is not None
    return service.text


def order(said: str = LISTING, **fields: Any) -> TextOrder:
    """An order of one turn."""
    messages = [Message("system", "You divide a text."), Message("user", said)]
    return TextOrder(messages, "fake-text", **fields)


async def answered(name: str, said: str = LISTING) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (await text().complete(order(said, schema=ANY, schema_name=name))).text
    )
    return found


@pytest.mark.parametrize(("name", "items"), [("outline", "scenes"), ("shots", "clips")])
async def test_ranges_ascend_and_cover_every_sentence(name: str, items: str) -> None:
    ranges = [(each["first"], each["last"]) for each in (await answered(name))[items]]
    covered = [n for first, last in ranges for n in range(first, last + 1)]
    assert covered == list(range(5, 25))
    assert len(ranges) > 1


async def test_an_outline_has_as_many_scenes_as_are_asked_for() -> None:
    asked = f"Make 7 scenes of it.\n{LISTING}"
    assert len((await answered("outline", asked))["scenes"]) == 7


async def test_the_cast_are_those_whom_the_text_names() -> None:
    sheet = await answered("cast_and_style")
    assert [each["name"] for each in sheet["characters"]] == ["Ana Bell"]
    assert sheet["characters"][0]["description"]
    assert sheet["style"]


async def test_a_tale_is_written_of_the_hero_in_so_many_scenes() -> None:
    asked = "Idea: A small owl who cannot sleep. Write it in 3 scenes."
    tale = (await text().complete(order(asked, schema_name="write"))).text
    assert tale.startswith("# The small owl and the lantern\n")
    assert tale.count("\n## ") == 3
    assert "{" not in tale


async def test_the_steps_of_a_draft_find_nothing_wrong_with_its_answers() -> None:
    async def taken(step: Step[T]) -> T:
        messages = [Message("system", step.system), Message("user", step.user)]
        asked = TextOrder(messages, "fake-text", step.schema, step.name, step.max_tokens)
        reply = await text().complete(asked)
        checked = step.read(Reply(reply.text, cut=reply.cut))
        assert checked.faults == ()
        assert checked.value is not None
        return checked.value

    source = read_script(
        await taken(write_step("A fox who finds a lamp", num_scenes=4)), "markdown"
    )
    outlines = [await taken(step) for step in outline_steps(source)]
    sheet = await taken(cast_step(source, outlines))
    assert [each.name for each in sheet.characters] == ["Ana"]
    plan = plan_of(source, outlines, sheet)
    board = assemble(plan, [await taken(step) for step in shots_steps(plan)])
    assert (board.drafted_by, len(board.script.scenes)) == ("llm", 4)


async def test_the_same_order_has_the_same_answer_and_another_seed_another() -> None:
    asked = order(schema=ANY, schema_name="shots")
    first = await text().complete(asked)
    assert await text().complete(asked) == first
    assert (await text(fake_seed=2).complete(asked)).text != first.text


async def test_an_answer_that_is_too_long_is_cut_and_says_so() -> None:
    result = await text().complete(order(schema=ANY, schema_name="shots", max_tokens=10))
    assert result.cut
    assert len(result.text) == 40
    assert (result.tokens_out, result.cost_usd) == (10, 0)


async def test_trying_again_helps() -> None:
    provider, asked = text(fake_fail_rate=0.7, fake_seed=1), order()
    for _ in range(50):
        try:
            await provider.complete(asked)
            break
        except ProviderError:
            continue
    else:
        pytest.fail("it never worked")


async def test_set_answers_are_given_instead(tmp_path: Path) -> None:
    (tmp_path / "outline.json").write_text('{"set": true}')
    (tmp_path / "text.txt").write_text("Once.")
    provider = text(fake_data_dir=tmp_path)
    assert (await provider.complete(order())).text == "Once."
    outline = await provider.complete(order(schema=ANY, schema_name="outline"))
    assert outline.text == '{"set": true}'
    shots = await provider.complete(order(schema=ANY, schema_name="shots"))
    assert "clips" in shots.text


LEAVES = st.one_of(
    st.builds(
        lambda least, more: {"type": "integer", "minimum": least, "maximum": least + more},
        st.integers(-50, 50),
        st.integers(0, 9),
    ),
    st.builds(
        lambda least, more: {"type": "string", "minLength": least, "maxLength": least + more},
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    st.just({"type": "number", "minimum": -1, "maximum": 1}),
    st.just({"type": "boolean"}),
    st.just({"type": ["null", "string"]}),
    st.just({"enum": ["a", 2, None]}),
    st.just({"const": "only"}),
    st.just({"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Word"}]}),
)
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(
            lambda items, least, more: {
                "type": "array",
                "items": items,
                "minItems": least,
                "maxItems": least + more,
            },
            inner,
            st.integers(0, 4),
            st.integers(0, 4),
        ),
        st.dictionaries(st.sampled_from("abcde"), inner, max_size=4).map(
            lambda fields: {
                "type": "object",
                "properties": fields,
                "required": list(fields),
                "additionalProperties": False,
            }
        ),
    ),
    max_leaves=12,
)


@hypothesis.given(SCHEMAS)
def test_any_schema_is_filled_validly(schema: Mapping[str, Any]) -> None:
    whole = {**schema, "$defs": {"Word": {"type": "string", "minLength": 3}}}
    jsonschema_rs.validate(whole, SchemaFiller(whole, 1).fill())


def test_a_schema_that_holds_itself_comes_to_an_end() -> None:
    tree = {"properties": {"of": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}}
    schema = {"$ref": "#/$defs/Tree", "$defs": {"Tree": {"type": "object", **tree}}}
    assert SchemaFiller(schema, 1).fill()["of"]
