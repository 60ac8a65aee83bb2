"""Whether there are rows of a kind is asked of all kinds at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enduse.web.public.kept.any_of import Kinds, any_of
from enduse.web.public.views.drawings import networks, timelines
from enduse.web.public.views.places import countries
from enduse.web.public.views.registry import profiles

pytestmark = pytest.mark.django_db
PARTIES = ("nso", "area-spa", "hacking-team", "privacy-international", "ae-government", "nobody's")
COUNTRIES = ("il", "it", "mx", "ch", "zz")
DAYS = (None, date(2014, 12, 31))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    ("kinds", "keys"),
    [
        (profiles.rows_of, PARTIES),
        (networks.rows_of, PARTIES),
        (timelines.rows_of_party, PARTIES),
        (timelines.rows_of_country, COUNTRIES),
        (countries.rows_of, COUNTRIES),
    ],
)
def test_it_says_what_each_kind_says(kinds: Kinds, keys: tuple[str, ...], day: date | None) -> None:
    told = {key: any_of(kinds, key, day) for key in keys}
    assert told == {key: [rows.exists() for rows in kinds(key, day)] for key in keys}
    assert any(any(its) for its in told.values())
    assert not all(all(its) for its in told.values())


def test_it_is_one_question() -> None:
    with CaptureQueriesContext(connection) as asked:
        any_of(profiles.rows_of, "nso", None)
        any_of(profiles.rows_of, "area-spa", None)
    assert len(asked) == 2
