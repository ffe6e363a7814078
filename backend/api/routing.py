"""Finding a route quickly, and the few words routers have in common."""

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from backend.api.envelope import ErrorResponse
from backend.api.error_handlers import status_of
from backend.domain.entity import Entity
from backend.domain.errors import StoryCanvasError
from backend.services.paging import Listing, Page

T = TypeVar("T")
E = TypeVar("E", bound=Entity)


class GatedRouter(APIRouter):
    """A router that is only asked for paths under its gate.

    FastAPI asks every included router's every route in turn, which costs a request to the last of
    them more than all the rest of its way.
    """

    def __init__(self, gate: str, under: str) -> None:
        super().__init__()
        self._gate = gate
        self.under = under
        """The prefix it is to be included with."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say which of the routes takes the request, if any."""
        if not scope["path"].startswith(self._gate):
            return Match.NONE, {}
        return super().matches(scope)


def gated(gate: str, *routers: APIRouter, under: str) -> GatedRouter:
    """Put routers behind a gate with which all of their paths begin, once they are included.

    It takes over their routes: a router within a router looks through all of them twice.
    """
    router = GatedRouter(gate, under)
    for each in routers:
        router.routes.extend(each.routes)
    return router


def raises(*kinds: type[StoryCanvasError]) -> dict[int | str, dict[str, Any]]:
    """Declare the errors of a route beyond those that follow from its shape."""
    responses: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        status = status_of(kind).value
        known = responses.get(status, {"model": ErrorResponse, "description": ""})
        codes = [*filter(None, known["description"].split(", ")), f"`{kind.code}`"]
        responses[status] = {**known, "description": ", ".join(codes)}
    return responses


def one_or_several(words: Iterable[str]) -> str:
    """Return the pattern of a text of some of the words, with commas between."""
    word = f"({'|'.join(sorted(words))})"
    return f"^({word}(,{word})*)?$"


def fixed_paths(routers: Iterable[GatedRouter]) -> dict[str, frozenset[str]]:
    """Return the methods of each path without parameters.

    Such a path also has the form of a neighbour's with parameters, whose methods are not its own.
    """
    methods: dict[str, frozenset[str]] = {}
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute) and not route.param_convertors:
                path = router.under + route.path
                methods[path] = methods.get(path, frozenset()).union(route.methods or ())
    return methods


class Locator:
    """Names a new thing's address in the answer."""

    def __init__(self, request: Request, response: Response) -> None:
        self._path = request.url.path
        self._headers = response.headers

    def __call__(self, made: E) -> E:
        """Set the Location header and return the thing."""
        self._headers["Location"] = f"{self._path}/{made.id}"
        return made

    def beside(self, id: str, made: E) -> E:
        """Set the Location header for a thing made of the one of that id, and return it."""
        collection, _, _ = self._path.partition(f"/{id}/")
        self._headers["Location"] = f"{collection}/{made.id}"
        return made


class Counter:
    """Says in the answer how long the whole list is."""

    def __init__(self, response: Response) -> None:
        self._headers = response.headers

    def __call__(self, listing: Listing[T]) -> list[T]:
        """Set the X-Total-Count header and return the items."""
        self._headers["X-Total-Count"] = str(listing.total)
        return listing.items


async def _located(request: Request, response: Response) -> Locator:
    return Locator(request, response)


async def _counted(response: Response) -> Counter:
    return Counter(response)


Paging = Annotated[Page, Query()]
Located = Annotated[Locator, Depends(_located)]
Counted = Annotated[Counter, Depends(_counted)]
