"""What orders of stories may say, what they begin with, and how many a client may send."""

from typing import Any, Final

import httpx2
import pytest

from backend.domain.ids import new_id
from backend.settings import Settings
from tests.api_steps import V1, error_of, made
from tests.draft_steps import FDX, SRT, TALE, begin, status_of

BOARD_ONLY: Final[dict[str, Any]] = {
    "images": False,
    "narration": False,
    "providers": {"text": "splitter"},
}
FORM = {"images": "false", "narration": "false", "providers": '{"text": "splitter"}'}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Nothing but the fake provider makes anything, and nobody may order without end."""
    return settings.model_copy(update={"providers": "fake", "rate_limit": "8/hour"})


async def test_a_form_names_gates_as_forms_do(client: httpx2.AsyncClient) -> None:
    """As JSON, in parts of their own, or with the older word for all of them."""
    for said in ({"review": '["text"]'}, {"review": ["images", "text"]}, {"auto_approve": "false"}):
        answer = await client.post(
            f"{V1}/stories?wait=40",
            files={"file": ("tale.md", TALE.encode())},
            data={**FORM, **said},
            timeout=60,
        )
        assert answer.status_code == 202, answer.text
        assert (await status_of(client, answer.json()))["gate"] == "text"


async def test_a_story_is_called_by_words_not_by_markup(client: httpx2.AsyncClient) -> None:
    """At once and in the end; after a wait, the answer knows the title that was found."""
    assert (await begin(client, script=TALE, **BOARD_ONLY))["title"] == "The Lighthouse"
    begun = await begin(client, wait=0, script=SRT, filename="Rain.srt", **BOARD_ONLY)
    assert begun["title"] == "Rain"
    assert (await begin(client, script=FDX, **BOARD_ONLY))["title"] == "Untitled"
    plain = await begin(client, script="A fox met a crow. He sang.", **BOARD_ONLY)
    assert plain["title"] == "A fox met a crow. He sang."


async def test_a_users_stories_begin_with_what_the_user_wants(client: httpx2.AsyncClient) -> None:
    """Where the order says nothing else."""
    user = await made(client, "/users", email="ana@example.org")
    defaults = {"style": "cartoon", "num_scenes": 1, "providers": {"text": "splitter"}}
    profile = f"{V1}/users/{user['id']}/profile"
    assert (await client.patch(profile, json={"defaults": defaults})).status_code == 200
    order: dict[str, Any] = {
        "script": TALE,
        "user_id": user["id"],
        "images": False,
        "narration": False,
    }
    usual = await begin(client, **order)
    told = await begin(client, **order, num_scenes=2, style="storybook")
    found = [
        (await client.get(f"{V1}/stories/{story['story_id']}")).json() for story in (usual, told)
    ]
    assert [story["style"] for story in found] == ["cartoon", "storybook"]
    assert [len(story["scenes"]) for story in found] == [1, 2]


async def test_what_is_wrong_is_told_by_its_name(client: httpx2.AsyncClient) -> None:
    """Providers and models by kind, scenes by their list."""
    story = await begin(client, script=TALE, **BOARD_ONLY)
    approve = f"/stories/{story['story_id']}/approve"
    for path, body, field in (
        ("/stories", {"script": TALE, "providers": {"image": "nobody"}}, "providers.image"),
        ("/stories", {"script": TALE, "providers": {"text": "nobody"}}, "providers.text"),
        ("/stories", {"script": TALE, "models": {"audio": "none"}}, "models.audio"),
        (approve, {"approved_scenes": [True]}, "approved_scenes.0"),
        (approve, {"approved_scenes": [0]}, "approved_scenes"),
        (approve, {"rejected_scenes": ["-1"]}, "approved_scenes"),
    ):
        error = error_of(await client.post(V1 + path, json=body), 400)
        assert [each["field"] for each in error["details"]["fields"]] == [field]


async def test_who_speaks_and_what_writes_are_known_at_once(client: httpx2.AsyncClient) -> None:
    """Nothing is begun with a voice of nobody, or a model that is not listed."""
    story = await begin(client, script=TALE, **BOARD_ONLY)
    nobody = {"voice": {"provider": "nobody"}}
    for path, body, field in (
        ("/stories", {"script": TALE, **nobody}, "voice.provider"),
        ("/stories", {"script": TALE, "voice": {"provider": "comfyui"}}, "voice.provider"),
        (
            "/stories",
            {"script": TALE, "voice": {"provider": "fake", "model": "none"}},
            "voice.model",
        ),
        ("/stories", {"prompt": "A fox in snow", "models": {"text": "none"}}, "models.text"),
        (f"/projects/{story['story_id']}/narration", nobody, "provider"),
    ):
        error = error_of(await client.post(V1 + path, json=body), 400)
        assert [each["field"] for each in error["details"]["fields"]] == [field]


async def test_a_client_may_send_so_many_orders_and_read_as_it_likes(
    client: httpx2.AsyncClient,
) -> None:
    """What is refused says when to come back; bad orders do not count."""
    assert (await client.post(f"{V1}/stories", json={})).status_code == 400
    for _ in range(8):
        await begin(client, wait=0, script=TALE, **BOARD_ONLY)
    refused = await client.post("/generate", json={"story_text": TALE})
    assert error_of(refused, 429)["code"] == "RATE_LIMITED"
    assert int(refused.headers["retry-after"]) > 0
    story = f"/stories/{new_id()}"
    for again in (f"{story}/retry", f"{story}/continue", f"/queue/jobs/{new_id()}/retry"):
        assert (await client.post(f"{V1}{again}")).status_code == 429
    for status, code in (("processing", 429), ("cancelled", 404)):
        assert (await client.patch(V1 + story, json={"status": status})).status_code == code
    assert (await client.get(f"{V1}/stories")).status_code == 200
