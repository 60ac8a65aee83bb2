"""Drawings as SVG: maps, timelines, networks, chains and charts, from plain values and words.

What a drawing says is given to it in the reader's language; nothing here formats a number or a day.
"""

from enduse.interchange.drawings.canvas import Drawing, Frame, Label
from enduse.interchange.drawings.chain import Link, Stretch, chain
from enduse.interchange.drawings.charts import (
    Counted,
    Part,
    Share,
    Stack,
    by_year,
    shares,
    stacks,
)
from enduse.interchange.drawings.flow_map import Flow, FlowWords, Place, flow_map
from enduse.interchange.drawings.marks import UNMARKED
from enduse.interchange.drawings.network import Edge, Group, Node, network
from enduse.interchange.drawings.timeline import Event, Lane, TimelineWords, Year, timeline

__all__ = [
    "UNMARKED",
    "Counted",
    "Drawing",
    "Edge",
    "Event",
    "Flow",
    "FlowWords",
    "Frame",
    "Group",
    "Label",
    "Lane",
    "Link",
    "Node",
    "Part",
    "Place",
    "Share",
    "Stack",
    "Stretch",
    "TimelineWords",
    "Year",
    "by_year",
    "chain",
    "flow_map",
    "network",
    "shares",
    "stacks",
    "timeline",
]
