"""What Celery is used for, and how: to carry the ids of jobs, and to keep nothing.

What a broker promises (once, in order, again after a crash) is promised by the database here, so
a message is taken from the broker before it is acted on, results are not stored, and a message
that lies for too long is thrown away: the next look at the database says it again.
"""

from typing import Any, Final

from celery import Celery

RUN: Final = "storycanvas.run"
QUEUE: Final = "storycanvas"
EXPIRES: Final = 60
"""Seconds."""
_CONNECT_SECONDS: Final = 4


def make_celery(broker_url: str) -> Any:
    """Return a Celery application of our own, which is nobody's default."""
    app = Celery(QUEUE, broker=broker_url, set_as_current=False)
    app.conf.update(
        task_default_queue=QUEUE,
        task_ignore_result=True,
        task_acks_late=False,
        # Without a limit: at one it looks for room only every two seconds, and what waits in one
        # worker is said again to the others.
        worker_prefetch_multiplier=0,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        broker_connection_timeout=_CONNECT_SECONDS,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        task_publish_retry=False,
    )
    return app
