"""What is known of the models of a service: its live list, and what our data file adds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from backend.domain.errors import ProviderError
from backend.domain.times import utc_now
from backend.providers.generation import ModelKind, ServiceModel
from backend.providers.services import Service

__all__ = ["ModelKind", "ServiceCatalogue", "ServiceModel"]

SOON: Final = timedelta(days=30)
"""So long before a model is taken away people are told."""


class ServiceCatalogue:
    """One service's models; its live list is empty until it was read, or where there is none."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.looked_at: datetime | None = None
        self.error: ProviderError | None = None
        """Why the list could not be read the last time."""
        self._live: dict[str, ServiceModel] = {}

    async def refresh(self) -> None:
        """Read the list again; raises ProviderError, and keeps what it knew."""
        makers = (self.service.media, self.service.text)
        try:
            with self.service.used():
                lists = [await maker.models() for maker in makers if maker is not None]
        except ProviderError as error:
            self.error = error
            raise
        self._live = {model.id: self._completed(model) for each in lists for model in each}
        self.error, self.looked_at = None, utc_now()

    def models(self, kind: ModelKind | None = None) -> Sequence[ServiceModel]:
        """Return the models, as far as they are known, by their ids."""
        known = [data.as_model(id) for id, data in self.service.data.models.items()]
        listed = {model.id: model for model in known} | self._live
        kinds = self.service.kinds if kind is None else {kind}
        return sorted((m for m in listed.values() if m.kind in kinds), key=lambda model: model.id)

    def model(self, id: str) -> ServiceModel | None:
        """Return what is known of a model."""
        return self._live.get(id) or self.service.data.model(id)

    def lacks(self, kind: ModelKind, id: str) -> bool:
        """Tell whether the service certainly has no such model: it lists others of the kind."""
        return id not in self._live and any(each.kind is kind for each in self._live.values())

    def problems(self) -> list[str]:
        """Say what a person should see to: models that are set, and gone or about to go."""
        found = []
        for kind, id in self.service.defaults.items():
            model = self.model(id)
            if self.lacks(kind, id):
                found.append(f"{kind}: the service does not list {id}")
            elif model is not None and (left := _days_left(model)) is not None:
                found.append(f"{kind}: the service takes {id} away {_in_days(left)}")
        return found

    def _completed(self, model: ServiceModel) -> ServiceModel:
        """Return a listed model with what only our data file knows of it."""
        known = self.service.data.model(model.id)
        if known is None:
            return model
        return replace(
            model,
            sizes=model.sizes or known.sizes,
            durations=model.durations or known.durations,
            prompt_cap=model.prompt_cap or known.prompt_cap,
            context=model.context or known.context,
            prices=model.prices or known.prices,
            expires=model.expires or known.expires,
        )


def _days_left(model: ServiceModel) -> int | None:
    """Return how many days there will be the model still, if they are few."""
    try:
        end = datetime.fromisoformat(model.expires or "")
    except ValueError:
        return None
    left = (end if end.tzinfo else end.replace(tzinfo=UTC)) - utc_now()
    return left.days if left < SOON else None


def _in_days(days: int) -> str:
    return "in a day" if days == 1 else f"in {days} days" if days > 0 else "now"
