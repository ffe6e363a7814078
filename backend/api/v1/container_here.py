"""What the application consists of, for the dependencies of its routes."""

from typing import Annotated

from fastapi import Depends, Request

from backend.container import Container


async def _container(request: Request) -> Container:
    container: Container = request.app.state.container
    return container


ContainerHere = Annotated[Container, Depends(_container)]
