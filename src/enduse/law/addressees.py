"""Which states a named group of addressees meant on a day, where a table of the law says so."""

from functools import cache

from enduse.law.places import member, tables

GROUPS = {"eu-member-states": "eu", "wassenaar-states": "wassenaar"}


@cache
def members(group: str, day: str) -> frozenset[str] | None:
    """The states that surely belonged to a group of addressees on an ISO day; None where no table
    lists its members (all states, the Council of Europe, companies)."""
    if group not in GROUPS:
        return None
    table = GROUPS[group]
    listed = {row.country for row in tables().groups[table]}
    return frozenset(country for country in listed if member(table, country, day))
