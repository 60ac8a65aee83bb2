"""Names -> the parties they may be."""

from enduse.screening.comparison import DEFAULT_THRESHOLD as DEFAULT_THRESHOLD
from enduse.screening.comparison import Comparison as Comparison
from enduse.screening.comparison import compare as compare
