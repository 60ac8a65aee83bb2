"""Drawings as SVG: maps, timelines, networks, chains and charts, from plain values and words.

What a drawing says is given to it in the reader's language; nothing here formats a number or a day.
"""

from enduse.interchange.drawings.canvas import Drawing, Label
from enduse.interchange.drawings.flow_map import Flow, FlowWords, Place, flow_map

__all__ = ["Drawing", "Flow", "FlowWords", "Label", "Place", "flow_map"]
