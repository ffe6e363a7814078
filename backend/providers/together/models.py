"""The live list of Together's models, of all kinds; it is a bare array."""

from collections.abc import Sequence
from typing import Final

from pydantic import TypeAdapter

from backend.providers.generation import ModelKind, ServiceModel
from backend.providers.http import provider_errors
from backend.providers.paid import PaidClient
from backend.providers.service_data import ServiceData
from backend.providers.wire import Told

_KINDS: Final = {
    "image": ModelKind.IMAGE,
    "video": ModelKind.VIDEO,
    "audio": ModelKind.SPEECH,
    "chat": ModelKind.TEXT,
    "language": ModelKind.TEXT,
}


class _Listed(Told):
    id: str
    type: str = ""
    display_name: str | None = None
    context_length: int | None = None


_LIST: Final = TypeAdapter(list[_Listed])


async def listed_models(http: PaidClient, data: ServiceData) -> Sequence[ServiceModel]:
    """Return those of a kind that we use, with what our data file knows beyond the list."""
    found = await http.ask_json("GET", "/v1/models")
    async with provider_errors(http.provider):
        listed = _LIST.validate_python(found)
    return [_model(each, data) for each in listed if each.type in _KINDS]


def _model(listed: _Listed, data: ServiceData) -> ServiceModel:
    return data.model(listed.id) or ServiceModel(
        listed.id,
        _KINDS[listed.type],
        listed.display_name or "",
        context=listed.context_length,
    )
