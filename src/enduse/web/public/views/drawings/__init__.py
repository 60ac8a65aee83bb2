"""What is drawn of the record: gathered here, drawn by `enduse.interchange.drawings`."""

from enduse.web.public.views.drawings.kinds import drawn, names_for

__all__ = ["drawn", "names_for"]
