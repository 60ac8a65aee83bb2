"""General licences turn on answers that a deal file can give."""

from enduse.assessment.checklists import questions
from enduse.law.general_authorisations import BARRED, CONCERNS, tables


def test_what_a_general_licence_asks_can_be_answered() -> None:
    asked = {one.asks for one in tables().authorisations if one.asks}
    assert {*asked, BARRED, *CONCERNS} - questions().keys() == set()
