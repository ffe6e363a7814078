"""A service that makes things for us, as it is set up here.

Each has a factory, `make_<name>(settings, data)` in providers/<name>/factory.py, which returns None
where it is not set up.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from backend.domain.errors import ProviderUnavailableError, invalid_field
from backend.domain.task_lane import lane_of
from backend.providers.generation import MediaGenerator, ModelKind, TextGenerator
from backend.providers.service_data import ServiceData
from backend.providers.uses import Uses


@dataclass(frozen=True)
class Service:
    """A service that is set up.

    Attributes:
        name: as providers.json, PROVIDERS and params.provider call it.
        kinds: what it can make, whether or not there is a default model for it.
        defaults: the model for each kind, where no other is asked for.
        media: what makes its pictures, films and speech.
        text: what writes.
    """

    name: str
    data: ServiceData
    kinds: frozenset[ModelKind]
    defaults: Mapping[ModelKind, str]
    media: MediaGenerator | None = None
    text: TextGenerator | None = None
    _uses: Uses = field(default_factory=Uses, compare=False, repr=False)

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.data.label

    @property
    def lane(self) -> str:
        """The task lane on which it works."""
        return lane_of(self.name)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Have it stay open while the block lasts, though another may take its place meanwhile.

        Raises:
            ProviderUnavailableError: another has taken its place long ago.
        """
        if self._uses.are_over:
            raise ProviderUnavailableError(self.label, "was set up anew meanwhile")
        with self._uses.one():
            yield

    async def retire(self, seconds: float) -> None:
        """Close all connections once nobody has used it for so long."""
        await self._uses.end(seconds)
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        for each in (self.media, self.text):
            if each is not None:
                await each.close()


def default_models(
    setting: str, said: str, data: ServiceData, kinds: Collection[ModelKind]
) -> dict[ModelKind, str]:
    """Return the model for each kind: those that a person set, over those of the data file.

    Args:
        setting: the setting's name, for the error: "TOGETHER_MODEL".
        said: "text=NAME,image=NAME", or one bare name for all the kinds.
        kinds: those that the service makes; defaults of others are left out.

    Raises:
        ValidationError: it names a kind that the service does not make.
    """
    chosen = {kind: name for kind, name in data.defaults.items() if kind in kinds}
    for part in filter(None, map(str.strip, said.split(","))):
        kind, mark, name = (each.strip() for each in part.partition("="))
        if not mark:
            chosen.update(dict.fromkeys(kinds, part))
        elif kind in set(kinds) and name:
            chosen[ModelKind(kind)] = name
        else:
            raise invalid_field(setting, f"'{part}' must be KIND=NAME with one of {_said(kinds)}")
    return chosen


def _said(kinds: Collection[ModelKind]) -> str:
    return ", ".join(sorted(kinds))
