"""From a request to the graph that is posted: a person's workflow, or the right one of ours."""

from backend.domain.errors import ProviderRejectedError
from backend.domain.lane import Capabilities
from backend.providers.base import MediaRequest
from backend.providers.graphs.choice import UnfitError, choose
from backend.providers.graphs.fill import FilledGraph, fill_graph
from backend.providers.graphs.fill_workflow import fill_workflow
from backend.providers.graphs.generation_settings import read_settings


def build_graph(
    provider: str, request: MediaRequest, can: Capabilities, image: str | None
) -> FilledGraph:
    """Return the graph with the request's parameters in it.

    Args:
        image: the start picture by its name at the server.

    Raises:
        ProviderRejectedError: the server cannot do it, or a parameter is out of range.
    """
    settings = read_settings(provider, request.params)
    if request.needs.workflow is not None:
        return fill_workflow(request, settings, request.needs.workflow, image)
    try:
        choice = choose(request.needs, can)
    except UnfitError as exc:
        raise ProviderRejectedError(provider, str(exc)) from exc
    return fill_graph(request, settings, choice, can, image)
