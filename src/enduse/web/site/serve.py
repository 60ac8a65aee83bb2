"""enduse site serve: the site on this machine."""

import click


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
def serve(port: int, host: str, workers: int) -> None:
    """Serve the site until Ctrl-C. Addresses that readers ask for are not logged."""
    from gunicorn.app.base import BaseApplication

    from enduse.web.site.database import ready
    from enduse.web.wsgi import application

    ready()

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn, told here what it is else told by a file."""

        def load_config(self) -> None:
            """Where to listen and how many workers; no access log."""
            chosen = {
                "bind": f"{host}:{port}",
                "workers": workers,
                "accesslog": None,
                "loglevel": "warning",
                "preload_app": False,
                "worker_class": "gthread",
                "threads": 4,
            }
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            """The application each worker serves."""
            return application

    click.echo(f"Enduse at http://{host}:{port} (Ctrl-C to stop)")
    Server().run()
