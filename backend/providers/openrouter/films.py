"""Films of OpenRouter's Video API."""

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from pydantic import BaseModel

from backend.domain.errors import ProviderRejectedError
from backend.providers.base import RemoteState
from backend.providers.generation import MediaOrder, Reference, RemoteFile, RemoteWork
from backend.providers.http import provider_errors
from backend.providers.openrouter.model_lists import FilmModel
from backend.providers.openrouter.pictures import shown
from backend.providers.paid import PaidClient
from backend.providers.shapes import fitting_tier, nearest_ratio, nearest_size, with_aversions
from backend.providers.wire import charged, fitted_seconds, fitted_seed, paid_answer, said

_STATES: Final = {
    "pending": RemoteState.QUEUED,
    "completed": RemoteState.DONE,
    "failed": RemoteState.FAILED,
    "cancelled": RemoteState.FAILED,
    "expired": RemoteState.FAILED,
}
"""Whatever else it may be called one day, it is at work."""


class _Film(BaseModel):
    id: str
    status: str
    error: str | dict[str, Any] | None = None
    usage: dict[str, Any] | None = None


async def order_film(http: PaidClient, order: MediaOrder, model: FilmModel | None) -> RemoteWork:
    """Have a film begun.

    Args:
        model: as it is listed, if it is.

    Raises:
        ProviderRejectedError: it makes none that is long enough, or that begins or ends so.
    """
    known = model or FilmModel(id=order.model)
    applied = _size(order, known)
    if order.seconds:
        lengths = known.supported_durations or ()
        applied["duration"] = int(fitted_seconds(http.provider, order.seconds, lengths))
    if order.seed is not None and known.seed is not False:
        applied["seed"] = fitted_seed(order.seed)
    if isinstance(sound := order.params.get("generate_audio"), bool):
        applied["generate_audio"] = sound
    prompt = with_aversions(order.prompt, order.negative_prompt)
    pictures = await _pictures(http.provider, order, known)
    body = {"model": order.model, "prompt": prompt, **applied, **pictures}
    answer = await http.ask("POST", "/videos", paying=True, json=body)
    async with paid_answer(http.provider):
        film = _Film.model_validate(answer.json())
    return _work(http.provider, film, applied)


async def look_at_film(http: PaidClient, id: str) -> RemoteWork:
    """Ask how far a film is.

    Raises:
        ProviderRejectedError: it failed, was cancelled or has expired.
    """
    answer = await http.ask("GET", _path(id), accept=(HTTPStatus.NOT_FOUND,))
    if answer.status == HTTPStatus.NOT_FOUND:
        return RemoteWork(id, RemoteState.ABSENT)
    async with provider_errors(http.provider):
        film = _Film.model_validate(answer.json())
    return _work(http.provider, film, {})


def _work(provider: str, film: _Film, applied: dict[str, Any]) -> RemoteWork:
    state = _STATES.get(film.status, RemoteState.RUNNING)
    if state is RemoteState.FAILED:
        why = film.error.get("message") if isinstance(film.error, dict) else film.error
        words = said(why, "") or f"made no film: {film.status}"
        raise ProviderRejectedError(provider, words)
    made = RemoteFile(ref=f"{_path(film.id)}/content?index=0")
    return RemoteWork(
        film.id,
        state,
        files=(made,) if state is RemoteState.DONE else (),
        cost_usd=charged((film.usage or {}).get("cost")),
        applied=applied,
    )


def _path(id: str) -> str:
    return f"/videos/{quote(id, safe='')}"


def _size(order: MediaOrder, known: FilmModel) -> dict[str, Any]:
    """Return the parameters for the size: pixels, or shape and resolution."""
    if not (order.width and order.height):
        return {}
    wanted = (order.width, order.height)
    ratio = nearest_ratio(wanted, known.supported_aspect_ratios or ())
    tier = fitting_tier(wanted, known.supported_resolutions or ())
    if not known.sizes and (ratio or tier):
        return {
            **({"aspect_ratio": ratio} if ratio else {}),
            **({"resolution": tier} if tier else {}),
        }
    width, height = nearest_size(wanted, known.sizes or [wanted])
    return {"size": f"{width}x{height}"}


async def _pictures(provider: str, order: MediaOrder, known: FilmModel) -> dict[str, Any]:
    """Return what a film begins and ends with, and what it is to look like."""
    frames: list[dict[str, Any]] = []
    references: list[dict[str, Any]] = []
    for each in order.references:
        if each.role == "reference":
            references.append(await shown(each))
        else:
            _check_frame(provider, each, known)
            frames.append({**await shown(each), "frame_type": each.role})
    return {
        **({"frame_images": frames} if frames else {}),
        **({"input_references": references} if references else {}),
    }


def _check_frame(provider: str, picture: Reference, known: FilmModel) -> None:
    taken = known.supported_frame_images
    if taken is not None and picture.role not in taken:
        doing = "begin" if picture.role == "first_frame" else "end"
        raise ProviderRejectedError(
            provider, f"cannot {doing} films of this model with a given picture"
        )
