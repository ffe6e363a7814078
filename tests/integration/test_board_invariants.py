"""Whatever is made, moved, doubled and deleted, in whatever order: the board stays one board."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx2
import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from backend.app import create_app
from backend.container import Container
from tests.api_steps import V1

POSITIONS = st.sampled_from([0.0, 1.0, 2.5, 5.0, 7.25, 40.0])
LENGTHS = st.sampled_from([0.5, 1.0, 2.5, 5.0])
ORDERS = st.one_of(st.none(), st.integers(0, 3))
CHILDREN = ("scenes", "clips", "takes_archive", "queue_jobs")


class House:
    """The application on an event loop of its own, called as if it were not asynchronous."""

    def __init__(self, container: Container) -> None:
        self._runner = asyncio.Runner()
        self._container = container
        self._app = create_app(container)
        self._lifespan = self._app.router.lifespan_context(self._app)

    def open(self) -> None:
        """Start it."""
        self._runner.run(self._lifespan.__aenter__())

    def close(self) -> None:
        """Stop it."""
        self._runner.run(self._lifespan.__aexit__(None, None, None))
        self._runner.close()

    def call(self, method: str, path: str, **options: Any) -> httpx2.Response:
        """Send one request."""
        return self._runner.run(self._send([(method, path, options)]))[0]

    def at_once(self, *requests: tuple[str, str, dict[str, Any]]) -> list[httpx2.Response]:
        """Send some requests side by side."""
        return self._runner.run(self._send(list(requests)))

    def count(self, collection: str, **filter: Any) -> int:
        """Count documents, past all services."""
        return self._runner.run(self._container.database.collection(collection).count(filter))

    async def _send(self, requests: list[tuple[str, str, dict[str, Any]]]) -> list[httpx2.Response]:
        transport = httpx2.ASGITransport(app=self._app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
            return await asyncio.gather(
                *(
                    client.request(method, V1 + path, **options)
                    for method, path, options in requests
                )
            )


@pytest.fixture
def the_house(container: Container) -> Iterator[House]:
    """The application, started."""
    house = House(container)
    house.open()
    yield house
    house.close()


class Board(RuleBasedStateMachine):
    """One project; what is deleted stays in the bundles, so that late calls come too."""

    scenes: Bundle[str] = Bundle("scenes")
    clips: Bundle[str] = Bundle("clips")

    house: House

    def __init__(self) -> None:
        super().__init__()
        self._project = self._made("/projects", name="Board")["id"]
        self._known_scenes: set[str] = set()
        self._known_clips: dict[str, str] = {}

    @rule(target=scenes, order=ORDERS)
    def make_scene(self, order: int | None) -> str:
        """Add a scene, last or at an order that may be taken."""
        placed = {} if order is None else {"order": order}
        scene = self._made("/scenes", project_id=self._project, name="S", **placed)
        self._known_scenes.add(scene["id"])
        return str(scene["id"])

    @rule(target=clips, scene=scenes, position=POSITIONS, length=LENGTHS, order=ORDERS)
    def make_clip(self, scene: str, position: float, length: float, order: int | None) -> str:
        """Add a clip to a scene that may be gone."""
        placed = {} if order is None else {"order": order}
        body = {"scene_id": scene, "name": "C", "timeline_position": position, "length": length}
        answer = self.house.call("POST", "/clips", json={**body, **placed})
        if scene not in self._known_scenes:
            assert answer.status_code == 404
            return "gone"
        assert answer.status_code == 201, answer.text
        self._known_clips[answer.json()["id"]] = scene
        return str(answer.json()["id"])

    @rule(target=clips, clip=clips)
    def alternate_clip(self, clip: str) -> str:
        """Make an alternate of a clip, of an alternate too."""
        answer = self.house.call("POST", f"/clips/{clip}/create-alternate")
        if clip not in self._known_clips:
            assert answer.status_code == 404
            return "gone"
        assert answer.status_code == 201, answer.text
        made = answer.json()
        assert made["is_alternate"]
        assert made["generated_images"] == []
        self._known_clips[made["id"]] = self._known_clips[clip]
        return str(made["id"])

    @rule(clip=clips, number=st.integers(2, 4))
    def alternate_clip_at_once(self, clip: str, number: int) -> None:
        """Make some alternates side by side."""
        request = ("POST", f"/clips/{clip}/create-alternate", dict[str, Any]())
        for answer in self.house.at_once(*[request] * number):
            assert answer.status_code == (201 if clip in self._known_clips else 404)
            if answer.status_code == 201:
                self._known_clips[answer.json()["id"]] = self._known_clips[clip]

    @rule(target=scenes, scene=scenes)
    def alternate_scene(self, scene: str) -> str:
        """Make an alternate of a scene, with copies of its clips."""
        answer = self.house.call("POST", f"/scenes/{scene}/create-alternate")
        if scene not in self._known_scenes:
            assert answer.status_code == 404
            return "gone"
        assert answer.status_code == 201, answer.text
        made = answer.json()["id"]
        copies = self.house.call("GET", f"/scenes/{made}/clips").json()
        assert len(copies) == sum(1 for home in self._known_clips.values() if home == scene)
        self._known_scenes.add(made)
        self._known_clips |= {copy["id"]: made for copy in copies}
        return str(made)

    @rule(clip=clips, position=POSITIONS, check=st.booleans())
    def move_clip(self, clip: str, position: float, check: bool) -> None:
        """Put a clip elsewhere; where another lies, the place that is offered is free."""
        path, query = f"/clips/{clip}/timeline-position", {"check_overlap": check}
        answer = self.house.call("PUT", path, json={"position": position}, params=query)
        if clip not in self._known_clips:
            assert answer.status_code == 404
        elif answer.status_code == 409:
            free = answer.json()["error"]["details"]["suggested_position"]
            assert free >= position
            again = self.house.call("PUT", path, json={"position": free}, params=query)
            assert again.status_code == 200, again.text
        else:
            assert answer.json()["new_position"] == position

    @rule(clip=clips, length=LENGTHS, order=st.integers(0, 3))
    def change_clip(self, clip: str, length: float, order: int) -> None:
        """Change what sorts and what overlaps."""
        answer = self.house.call("PUT", f"/clips/{clip}", json={"length": length, "order": order})
        assert answer.status_code == (200 if clip in self._known_clips else 404)

    @rule(clip=clips)
    def delete_clip(self, clip: str) -> None:
        """Delete a clip, a parent of alternates too, twice too."""
        answer = self.house.call("DELETE", f"/clips/{clip}")
        assert answer.status_code == (200 if clip in self._known_clips else 404)
        self._known_clips.pop(clip, None)

    @rule(scene=scenes)
    def delete_scene(self, scene: str) -> None:
        """Delete a scene with its clips."""
        answer = self.house.call("DELETE", f"/scenes/{scene}")
        assert answer.status_code == (200 if scene in self._known_scenes else 404)
        self._known_scenes.discard(scene)
        self._known_clips = {id: at for id, at in self._known_clips.items() if at != scene}

    @invariant()
    def the_board_is_what_was_made(self) -> None:
        """Everything is there once, in one total order, and nothing hangs in the air."""
        board = self.house.call("GET", f"/projects/{self._project}/with-scenes").json()
        scenes = board["scenes"]
        assert sorted(scene["id"] for scene in scenes) == sorted(self._known_scenes)
        assert_sorted(scenes, "order")
        assert_groups(scenes, "parent_scene_id")
        shown = {clip["id"]: scene["id"] for scene in scenes for clip in scene["clips"]}
        assert shown == self._known_clips
        assert self.house.count("clips", project_id=self._project) == len(shown)
        for scene in scenes:
            assert_sorted(scene["clips"], "timeline_position", "order")
            assert_groups(scene["clips"], "parent_clip_id")

    def teardown(self) -> None:
        """Delete the project: nothing of it is left."""
        assert self.house.call("DELETE", f"/projects/{self._project}").status_code == 200
        for collection in CHILDREN:
            assert self.house.count(collection, project_id=self._project) == 0

    def _made(self, path: str, **fields: Any) -> dict[str, Any]:
        answer = self.house.call("POST", path, json=fields)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made


def assert_sorted(items: list[dict[str, Any]], *fields: str) -> None:
    ranks = [tuple(item[field] for field in (*fields, "created_at", "id")) for item in items]
    assert ranks == sorted(ranks)


def assert_groups(items: list[dict[str, Any]], parent_field: str) -> None:
    by_id = {item["id"]: item for item in items}
    numbers = set()
    for item in items:
        assert item["is_alternate"] == (item[parent_field] is not None)
        if item["is_alternate"]:
            assert not by_id[item[parent_field]]["is_alternate"]
        group = item[parent_field] or item["id"]
        assert (group, item["alternate_number"]) not in numbers
        numbers.add((group, item["alternate_number"]))


@pytest.mark.fuzz
@pytest.mark.timeout(0)
def test_the_board_stays_whole_in_whatever_order_it_is_worked_on(the_house: House) -> None:
    examples = max(hypothesis.settings().max_examples // 4, 15)

    class ThisBoard(Board):
        """A board of this house."""

        house = the_house

    run_state_machine_as_test(
        ThisBoard,
        settings=hypothesis.settings(
            max_examples=min(examples, 500),
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
