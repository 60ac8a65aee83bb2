"""The languages that Enduse speaks: messages, days, numbers and names of countries in each."""

from enduse.interchange.languages.days import day
from enduse.interchange.languages.figures import country, digits, language, number, write_as
from enduse.interchange.languages.said import Spoken, say, say_count
from enduse.interchange.languages.spoken import DIRECTION, LANGUAGES, speaking, spoken
from enduse.interchange.languages.told import told

__all__ = [
    "DIRECTION",
    "LANGUAGES",
    "Spoken",
    "country",
    "day",
    "digits",
    "language",
    "number",
    "say",
    "say_count",
    "speaking",
    "spoken",
    "told",
    "write_as",
]
