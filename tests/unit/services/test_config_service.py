"""The settings that run: shown without secrets, read again, and never half changed."""

from pathlib import Path
from typing import Any

import pytest

from backend.domain.errors import ValidationError, invalid_field
from backend.services import config_service
from backend.services.config_service import RELOADABLE, ConfigService, SettingView
from backend.services.service_reload import NewServices
from backend.settings import LogFormat, Settings
from tests.journeys import eventually


class Uploads:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.limits: tuple[int, int] | None = None

    def limit_uploads(self, *, max_music_bytes: int, max_image_bytes: int) -> None:
        """Note the limits."""
        self.limits = (max_music_bytes, max_image_bytes)


class Services:
    """Notes what it is to go over to, and refuses a model that nobody knows."""

    def __init__(self) -> None:
        self.changed: dict[str, None] = {}
        self.used: list[Settings] = []
        self.forgiven = 0

    def prepare(self, settings: Settings) -> NewServices:
        """Return nothing but the settings."""
        if settings.together_model == "?":
            raise invalid_field("TOGETHER_MODEL", "nobody knows it")
        return NewServices(settings, {}, (), self.changed, {}, None)

    def put(self, new: NewServices) -> None:
        """Note it."""
        self.used.append(new.settings)

    async def forgive(self, new: NewServices) -> None:
        """Note it."""
        self.forgiven += 1


class Revisions:
    """A number that two processes share."""

    def __init__(self) -> None:
        self.number = 0

    async def revision(self) -> int:
        """Return it."""
        return self.number

    async def advance(self) -> int:
        """Count once more."""
        self.number += 1
        return self.number


class House:
    """The service, what it tells, and the file it reads."""

    def __init__(self, place: Path) -> None:
        self.uploads = Uploads()
        self.services = Services()
        self.revisions = Revisions()
        self.logged: list[tuple[str, LogFormat]] = []
        self._file = place / ".env"

    def write(self, *lines: str) -> None:
        """Put the lines into `.env`."""
        self._file.write_text("\n".join(lines))

    async def service(self, **arguments: Any) -> ConfigService:
        """Return the service as a start of the server makes it."""
        settings = Settings().model_copy(update=arguments)
        service = ConfigService(settings, self.uploads, self.services, self.revisions)
        await service.start()
        return service


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A folder of its own, with nothing set."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    house = House(tmp_path)
    monkeypatch.setattr(config_service, "configure", lambda *now: house.logged.append(now))
    return house


def views(service: ConfigService) -> dict[str, SettingView]:
    return {view.name: view for view in service.show().settings}


async def test_every_setting_is_shown_with_where_it_came_from(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write("DB_NAME=reel", "LOG_LEVEL=ERROR", "SOMETHING_ELSE=1")
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    shown = views(await house.service(backend_port=9000))
    assert set(shown) == set(Settings.model_fields)
    sources = {name: view.source for name, view in shown.items() if view.source != "default"}
    assert sources == {"db_name": "file", "log_level": "environment", "backend_port": "argument"}
    assert shown["log_level"].value == "WARNING"
    assert shown["backend_port"].value == 9000
    assert {name for name, view in shown.items() if view.reloadable} == RELOADABLE
    assert all(view.description for view in shown.values())


async def test_no_secret_is_shown(house: House) -> None:
    house.write(
        "MONGO_URL=mongodb://ada:hidden@127.0.0.1/",
        "OPENAI_API_KEY=hidden",
        "OPENAI_BASE_URL=http://ada:hidden@127.0.0.1/v1",
    )
    service = await house.service()
    assert "hidden" not in service.show().model_dump_json()
    shown = views(service)
    assert shown["mongo_url"].value == shown["openai_api_key"].value == "***"
    assert shown["openai_base_url"].value == "http://ada:***@127.0.0.1/v1"


async def test_what_is_reloadable_takes_effect_and_the_rest_waits(house: House) -> None:
    service = await house.service()
    house.write("LOG_LEVEL=ERROR", "LOG_FORMAT=json", "MAX_IMAGE_SIZE_MB=1", "DB_NAME=reel")
    reloaded = await service.reload()
    assert reloaded.changed == ["log_format", "log_level", "max_image_size_mb"]
    assert reloaded.restart_required == ["db_name"]
    assert service.current.db_name == "storycanvas"
    assert house.logged == [("ERROR", LogFormat.JSON)]
    assert house.uploads.limits == (50 * 2**20, 2**20)
    assert views(service)["log_level"].source == "file"
    assert (await service.reload()).changed == []


async def test_an_argument_of_the_command_outlives_a_reload(house: House) -> None:
    service = await house.service(backend_port=9000)
    house.write("BACKEND_PORT=9001")
    reloaded = await service.reload()
    assert (reloaded.changed, reloaded.restart_required) == ([], [])
    assert service.current.backend_port == 9000


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("LOG_LEVEL=loud", "LOG_LEVEL"),
        ("OPENAI_API_KEY=hidden\u00e9", "OPENAI_API_KEY"),
        ("TOGETHER_MODEL=?", "TOGETHER_MODEL"),
    ],
)
async def test_a_value_that_will_not_do_is_named_and_changes_nothing(
    house: House, line: str, field: str
) -> None:
    service = await house.service()
    before = service.current
    house.write(line, "MAX_MUSIC_SIZE_MB=1")
    with pytest.raises(ValidationError) as refused:
        await service.reload()
    assert [each["field"] for each in refused.value.details["fields"]] == [field]
    assert "hidden" not in refused.value.message
    assert service.current is before
    assert house.uploads.limits is None
    assert (house.services.used, house.revisions.number) == ([], 0)


async def test_services_go_over_to_what_is_set_and_forget_their_trouble(house: House) -> None:
    service = await house.service()
    house.write("TOGETHER_API_KEY=new", "TOGETHER_RETRIES=1")
    assert (await service.reload()).changed == ["together_api_key", "together_retries"]
    (used,) = house.services.used
    assert (used.together_retries, house.services.forgiven) == (1, 1)
    assert views(service)["together_api_key"].value == "***"


async def test_a_file_of_the_same_name_that_says_something_else_is_a_change(house: House) -> None:
    service = await house.service()
    house.services.changed = {"together": None}
    assert (await service.reload()).changed == ["providers_file"]


async def test_another_process_reads_its_settings_again_and_tells_nobody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config_service, "LOOK_SECONDS", 0.01)
    one, other = await house.service(), await house.service()

    async def has_followed() -> bool:
        return other.current.log_level == "ERROR"

    await other.follow()
    try:
        for line in ("LOG_LEVEL=loud", "LOG_LEVEL=ERROR"):
            house.write(line)
            await one.hang_up()
        await eventually(has_followed)
    finally:
        await other.stop()
    assert (house.revisions.number, house.services.forgiven) == (1, 1)


async def test_a_file_that_is_no_text_is_named(house: House, tmp_path: Path) -> None:
    service = await house.service()
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")
    with pytest.raises(ValidationError, match="UTF-8"):
        await service.reload()
