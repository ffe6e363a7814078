"""What Runware answers: results and problems side by side, each with the task it belongs to."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from backend.providers.wire import Told


def _as_text(code: Any) -> str:
    """Codes are words, and now and then numbers."""
    return "" if code is None else str(code)


class Problem(Told):
    """Why something was not done."""

    code: Annotated[str, BeforeValidator(_as_text)] = ""
    message: Annotated[str, BeforeValidator(_as_text)] = ""
    task_id: str | None = Field(default=None, alias="taskUUID")
    task_type: str | None = Field(default=None, alias="taskType")


class FoundModel(Told):
    """A model as the search of models tells of it."""

    air: str
    name: str = ""
    category: str = ""


class Result(Told):
    """What there is of a task, or the answer to a question."""

    task_id: str | None = Field(default=None, alias="taskUUID")
    status: str | None = None
    progress: float | None = None
    """In percent."""
    cost: float | None = None
    seed: int | None = None
    is_indecent: bool | None = Field(default=None, alias="NSFWContent")
    image: str | None = Field(default=None, alias="imageURL")
    video: str | None = Field(default=None, alias="videoURL")
    audio: str | None = Field(default=None, alias="audioURL")
    response: Any = None
    results: list[FoundModel] = Field(default_factory=list)
    total: int = Field(default=0, alias="totalResults")

    @property
    def address(self) -> str | None:
        """Where the file is, once it is made."""
        return self.image or self.video or self.audio


class RunwareAnswer(Told):
    """An answer; either list may be missing."""

    data: list[Result] = Field(default_factory=list)
    errors: list[Problem] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _one_for_all(cls, given: Any) -> Any:
        """Some refusals are of the whole request, and say so in the singular."""
        if isinstance(given, dict) and isinstance(given.get("error"), dict):
            return {"errors": [given["error"]]}
        return given

    def about(self, task_id: str) -> "RunwareAnswer":
        """Return what of it belongs to a task, or to none in particular."""
        mine = (None, task_id)
        return RunwareAnswer.model_construct(
            data=[each for each in self.data if each.task_id in mine],
            errors=[each for each in self.errors if each.task_id in mine],
        )


def answer_kept(response: Any) -> RunwareAnswer:
    """Read the answer to an old task, which is kept in several forms; raises ValueError."""
    if isinstance(response, list):
        return RunwareAnswer.model_validate({"data": response})
    if isinstance(response, dict) and not response.keys() & {"data", "errors"} and response:
        return RunwareAnswer.model_validate({"data": [response]})
    return RunwareAnswer.model_validate(response or {})
