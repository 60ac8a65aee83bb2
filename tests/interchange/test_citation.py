"""Citations as other programs read them."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from enduse.interchange.citation import Cited, to_apa, to_bibtex, to_ris

titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


def cited(title: str, day: date | None = None) -> Cited:
    return Cited("x-1", title, "Company", "https://example.org/x/", "en", day)


@given(titles)
def test_no_title_breaks_an_entry(title: str) -> None:
    bib = to_bibtex(cited(title))
    depth = 0
    for sign in re.sub(r"\\[{}]", "", bib):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    lines = to_ris(cited(title)).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert lines[-2:] == ["ER  - ", ""]


def test_a_day_stands_in_each_form() -> None:
    seen = cited("50% of “A_B” & C", date(2016, 6, 29))
    assert to_apa(seen).startswith("Enduse. (2016, June 29). 50% of")
    assert r"50\% of “A\_B” \& C" in to_bibtex(seen)
    assert "DA  - 2016/06/29/" in to_ris(seen)
