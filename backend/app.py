"""The web application: made of a container, started and stopped with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from backend import __version__
from backend.api.error_handlers import install_error_handlers
from backend.api.middleware import middleware_stack
from backend.api.openapi import OpenApiApp, operation_id
from backend.api.rate_limit import RateLimit
from backend.api.rendering import JsonCache, Renderer
from backend.api.routing import fixed_paths
from backend.api.v1.board_answers import BoardAnswers
from backend.api.v1.job_answers import JobAnswers
from backend.api.v1.router import all_routers
from backend.container import Container


def create_app(container: Container) -> FastAPI:
    """Return the application; its lifespan starts and stops the container."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await container.start()
        try:
            yield
        finally:
            await container.stop()

    app = OpenApiApp(
        title="StoryCanvas",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=operation_id,
        lifespan=lifespan,
        middleware=middleware_stack(container.settings.public_base_url, container.measures),
    )
    app.state.container = container
    app.state.renderer = Renderer(JsonCache())
    app.state.board = BoardAnswers(container.board, app.state.renderer)
    app.state.jobs = JobAnswers(container.jobs, app.state.renderer)
    app.state.rate_limit = RateLimit(container.settings.rate_limit)
    install_error_handlers(app)
    routers = all_routers()
    app.state.fixed_paths = fixed_paths(routers)
    for router in routers:
        app.include_router(router, prefix=router.under)
    return app
