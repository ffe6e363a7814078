"""Characters over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from backend.api.rendering import Rendered
from backend.api.routing import Located, Paging, raises
from backend.api.v1.dependencies import CharacterGenerations, Characters, OncePerKey
from backend.api.v1.dtos.character_dtos import (
    AppliedCharacterResponse,
    CharacterCreateDTO,
    CharacterGenerationDTO,
    CharacterProfilesResponse,
    CharacterResponse,
    CharacterSamplesResponse,
    CharacterUpdateDTO,
    ProfileGenerationDTO,
)
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.domain.character import Character
from backend.domain.errors import (
    IdempotencyKeyReusedError,
    RateLimitError,
    ResourceNotFoundError,
    ValidationError,
)
from backend.domain.ids import CharacterId, ClipId, ProjectId

router = APIRouter(prefix="/characters", tags=["characters"])
profiles_router = APIRouter(tags=["characters"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    response_model=CharacterResponse,
    responses=raises(ResourceNotFoundError),
)
async def create_character(
    draft: CharacterCreateDTO, characters: Characters, located: Located
) -> Character:
    """Make a character, for one project or for all."""
    return located(await characters.create(draft))


@router.get("", response_model=list[CharacterResponse])
async def list_characters(
    characters: Characters,
    page: Paging,
    rendered: Rendered,
    project_id: Annotated[ProjectId | None, Query(description="Absent: of all projects.")] = None,
) -> Response:
    """List characters, newest first."""
    return rendered.array(CharacterResponse, await characters.list(project_id or None, page))


@router.get("/{character_id}", response_model=CharacterResponse)
async def get_character(character_id: CharacterId, characters: Characters) -> Character:
    """Show a character."""
    return await characters.get(character_id)


@router.put("/{character_id}", response_model=CharacterResponse)
async def update_character(
    character_id: CharacterId, changes: CharacterUpdateDTO, characters: Characters
) -> Character:
    """Change a character; fields that are not sent stay as they are."""
    return await characters.update(character_id, changes)


@router.delete("/{character_id}")
async def delete_character(character_id: CharacterId, characters: Characters) -> SuccessResponse:
    """Delete a character and its jobs; clips keep their prompts and lose only the link."""
    await characters.delete(character_id)
    return SuccessResponse(message="Character deleted")


@router.post("/{character_id}/apply/{clip_id}", responses=raises(ValidationError))
async def apply_character(
    character_id: CharacterId, clip_id: ClipId, characters: Characters
) -> AppliedCharacterResponse:
    """Put the character before both prompts of a clip, in place of any applied before."""
    return AppliedCharacterResponse.of(await characters.apply(character_id, clip_id))


@router.post(
    "/{character_id}/generate",
    status_code=status.HTTP_202_ACCEPTED,
    responses=raises(IdempotencyKeyReusedError, RateLimitError),
)
async def generate_character_samples(
    character_id: CharacterId,
    request: CharacterGenerationDTO,
    generations: CharacterGenerations,
    once: OncePerKey,
) -> CharacterSamplesResponse:
    """Have pictures of a character generated; they go to the pool and its reference images."""
    async with once(request) as origin:
        pictures = await generations.generate_samples(character_id, request, origin)
    return CharacterSamplesResponse.of(pictures)


@profiles_router.post(
    "/generate-character-profiles",
    status_code=status.HTTP_202_ACCEPTED,
    responses=raises(ResourceNotFoundError, IdempotencyKeyReusedError, RateLimitError),
)
async def generate_character_profiles(
    request: ProfileGenerationDTO, generations: CharacterGenerations, once: OncePerKey
) -> CharacterProfilesResponse:
    """Have a series of pictures generated that show a character from several sides."""
    async with once(request) as origin:
        pictures = await generations.generate_profiles(request, origin)
    return CharacterProfilesResponse.of(pictures)
