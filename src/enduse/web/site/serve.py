"""enduse site serve: the site on this machine."""

import errno
import os
import socket

import click
from django.db import connections

from enduse.taxonomy.tables import BadInput
from enduse.web.site.database import filled, ready


@click.command("serve", short_help="Serve the site on this machine.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any that is free.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
def serve(port: int, host: str, workers: int) -> None:
    """Serve the site until Ctrl-C; an empty database is first filled with the pack that ships.

    Addresses that readers ask for are not logged.
    """
    from enduse.web.site.server import Server

    listener = _listener(host, port)
    ready()
    if records := filled():
        click.echo(f"The database was empty: filled with the pack that ships, {records:,} records.")
    connections.close_all()  # no worker may inherit one
    at = f"[{host}]" if ":" in host else host
    click.echo(f"Enduse at http://{at}:{listener.getsockname()[1]} (Ctrl-C to stop)")
    master = os.getpid()
    try:
        Server(listening=listener.detach(), workers=workers).run()
    except SystemExit as end:
        if end.code == 0 and os.getpid() == master:  # workers pass here as well
            click.echo("Stopped.")
        raise


def _listener(host: str, port: int) -> socket.socket:
    """The socket the site listens on; raises BadInput where it cannot."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        raise BadInput(_refused(error, host=host, port=port)) from None
    return listener


def _refused(error: OSError, *, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken; choose another with --port, or 0 for any that is free"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by you; choose one above 1023 with --port"
    return f"--host {host}: {error.strerror or error}; name an address of this machine"
