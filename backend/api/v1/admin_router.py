"""How this server is set up, over HTTP; only with DEBUG, and else as if it were not there."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, HTTPException

from backend.api.routing import Paging, raises
from backend.api.v1.dependencies import Config, Doctor, Drafts
from backend.api.v1.dtos.draft_dtos import DraftListResponse
from backend.domain.errors import ResourceNotFoundError, ValidationError
from backend.services.config_service import ConfigReload, ConfigView
from backend.services.doctor_service import DoctorReport


async def only_with_debug(config: Config) -> None:
    """Let a request through only with DEBUG; else there is nothing here."""
    if not config.current.debug:
        raise HTTPException(HTTPStatus.NOT_FOUND)


router = APIRouter(prefix="/admin", tags=["admin"], dependencies=[Depends(only_with_debug)])


@router.get("/doctor", responses=raises(ResourceNotFoundError))
async def get_doctor_report(doctor: Doctor) -> DoctorReport:
    """Look at all that the server needs, and say what mends what is wrong; DEBUG only."""
    return await doctor.examine()


@router.get("/config", responses=raises(ResourceNotFoundError))
async def get_config(config: Config) -> ConfigView:
    """Show the settings that run, without secrets; DEBUG only."""
    return config.show()


@router.get("/drafts", responses=raises(ResourceNotFoundError))
async def list_all_drafts(drafts: Drafts, page: Paging) -> DraftListResponse:
    """List the drafts of all projects, newest first, without their ideas; DEBUG only."""
    return DraftListResponse.of(await drafts.list(page), with_prompts=False)


@router.post("/config/reload", responses=raises(ResourceNotFoundError, ValidationError))
async def reload_config(config: Config) -> ConfigReload:
    """Read the settings again; what can change while the server runs takes effect; DEBUG only."""
    return await config.reload()


@router.post("/reload", responses=raises(ResourceNotFoundError, ValidationError))
async def reload_settings(config: Config) -> ConfigReload:
    """The same as /admin/config/reload; DEBUG only."""
    return await config.reload()
