"""gunicorn as the site runs it: two kinds of thing it must not do, log readers and leave files."""

import sys
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from enduse.web.faults import Discreet


class DiscreetLogger(Logger):  # type: ignore[misc]
    """gunicorn's own log names the address that was asked for when a request fails."""

    def exception(self, *_: object, **__: object) -> None:
        fault = self.error_log.makeRecord(
            "gunicorn.error", 40, "", 0, "", (), exc_info=sys.exc_info()
        )
        self.error("%s", Discreet().format(fault))


def _begin(_worker: object) -> None:
    from enduse.web.public.kept.warm import begin

    begin()


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, told here what it is else told by a file or by the environment."""

    def __init__(self, *, listening: int, workers: int) -> None:
        self.chosen: dict[str, Any] = {
            "bind": f"fd://{listening}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": 4,
            "timeout": 120,  # a worker on a busy machine starts slowly
            "graceful_timeout": 30,
            "accesslog": None,
            "loglevel": "error",  # its warnings tell the readers' addresses
            "logger_class": DiscreetLogger,
            "control_socket_disable": True,
            "post_worker_init": _begin,
        }
        super().__init__()

    def load_config(self) -> None:
        """Older versions of gunicorn know fewer settings."""
        for name, value in self.chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> object:
        """The application each worker serves."""
        from enduse.web.wsgi import application

        return application
