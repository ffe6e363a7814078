"""The task lane of a paid service."""

from backend.domain.media import MediaKind
from backend.domain.task_lane import OPENAI
from backend.providers.generation import MediaGenerator
from backend.services.service_catalogue import ServiceCatalogue
from backend.services.tasks.handler import TaskLane
from backend.services.tasks.paid_handler import PaidHandler, PaidWork
from backend.services.tasks.paid_orders import MADE_BY, Orders
from backend.services.tasks.paid_pace import Pace
from backend.settings import Settings


def paid_lane(
    catalogue: ServiceCatalogue, maker: MediaGenerator, work: PaidWork, settings: Settings
) -> TaskLane:
    """Return the lane of a service that makes more than texts."""
    service, orders = catalogue.service, Orders(catalogue)
    own = service.lane == OPENAI
    at_once = settings.openai_videos_at_once if own else service.data.max_concurrency
    pace = Pace(service.data.min_interval)
    made = [kind for kind in MediaKind if MADE_BY[kind] in service.kinds]
    handlers = [PaidHandler(kind, orders, maker, work, pace) for kind in made]
    return TaskLane(service.lane, service.label, at_once, handlers, orders.estimate)
