"""What is written down when a page breaks: where in the code, never what a reader asked for."""

import logging
import traceback


class Discreet(logging.Formatter):
    """The kind of a fault and its place.

    The message is left out: it may hold the address that was asked for, and so a deal that somebody
    assessed.
    """

    def format(self, record: logging.LogRecord) -> str:
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is None:
            return "A request failed."
        return f"A request failed: {kind.__name__}\n{''.join(traceback.format_tb(trace))}".rstrip()
