"""Style templates on the wire."""

from backend.api.v1.dtos.clip_dtos import ClipResponse
from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.template import Template, TemplateChanges, TemplateDraft
from backend.domain.values import StorableInput


class TemplateCreateDTO(StorableInput, TemplateDraft):
    """A template to be made."""


class TemplateUpdateDTO(StorableInput, TemplateChanges):
    """What is to change on a template."""


class TemplateResponse(Answer, Template):
    """A template."""


class UsedTemplateResponse(TemplateResponse):
    """A template, and the clip it was applied to, if one was named."""

    clip: ClipResponse | None
