"""Partial dates sort alike in Python and in every database."""

import operator
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.evidence import first_day, last_day
from enduse.web.registry.models import Source
from enduse.web.registry.models.fields import When


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    """A day, month or year, or a span of two; close together, so that many begin alike."""
    near = st.dates(date(2015, 11, 28), date(2016, 3, 3)) | st.dates()
    days = sorted(draw(st.lists(near, min_size=1, max_size=2)))
    said = [str(day)[: draw(st.sampled_from([4, 7, 10]))] for day in days]
    spans = first_day(said[0]) <= last_day(said[-1])
    return "/".join(said) if spans else said[0]


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(stated=st.lists(partial_dates(), max_size=9, unique=True))
def test_rows_sort_by_day_as_dates_do_in_python(stated: list[str]) -> None:
    with transaction.atomic():
        Source.objects.bulk_create(
            Source(
                id=f"s-{at}", title="T", publisher="P", published=when, language="en",
                kind="news", read="full", cited=1,
            )
            for at, when in enumerate(stated)
        )  # fmt: skip
        rows = Source.objects.filter(public_since=None).order_by("published_day", "published")
        told = [row.published for row in rows]
        backwards = rows.order_by(F("published_day").desc(), F("published").desc())
        assert told == sorted(map(When, stated))
        assert [row.published for row in backwards] == told[::-1]
        assert all(str(row.published_day) == row.published.first for row in rows if row.published)
        connection.check_constraints()
        transaction.set_rollback(True)


@given(one=partial_dates().map(When), other=partial_dates().map(When))
def test_all_comparisons_agree(one: When, other: When) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    assert (one <= other) == (not other < one) == (other >= one)
    assert (one >= other) == (one > other or one == other)
    if one.first != other.first:
        assert (one < other) == (one.first < other.first)


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_a_date_compares_with_plain_text(compare: object) -> None:
    assert callable(compare)
    told = compare(When("2010/2012"), "2010-06"), compare("2010/2012", When("2010-06"))
    assert told == (compare(1, 2), compare(1, 2))
