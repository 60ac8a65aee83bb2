import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

from enduse.assessment import Assessment, Assessor
from enduse.interchange.deal_yaml import read_deal
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.interchange.report_html import to_html
from enduse.interchange.report_pdf import to_pdf
from enduse.record import Record
from enduse.taxonomy.tables import BadInput
from tests.build_assessment import SAMPLE

EXAMPLE = Path(__file__).parents[2] / "examples" / "area-egypt-2016.yaml"


class Missing(MetaPathFinder):
    def __init__(self, problem: Exception) -> None:
        self.problem = problem

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "weasyprint":
            raise self.problem


@pytest.mark.parametrize(
    ("problem", "advice"),
    [
        (ModuleNotFoundError("weasyprint"), r"pip install 'enduse\[pdf\]'"),
        (OSError("cannot load library 'libgobject-2.0-0'"), "apt-get install libpango"),
    ],
)
def test_pdf_without_what_it_needs_says_what_to_install(
    problem: Exception, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(problem), *sys.meta_path])
    with pytest.raises(BadInput, match=advice):
        to_pdf(SAMPLE)


def pages(assessment: Assessment) -> int:
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint or its Pango library is missing: {error}")
    return len(weasyprint.HTML(string=to_html(assessment)).render().pages)


def test_a_real_assessment_prints_on_few_pages() -> None:
    record = Record(read_pack())
    deal = read_deal(EXAMPLE, Gazetteer(record.countries.values()))
    assert pages(Assessor(record).assess(deal)) <= 5, "the aim is four"


def test_a_pdf_is_made_without_any_request() -> None:
    assert 2 <= pages(SAMPLE) <= 4
    content = to_pdf(SAMPLE)
    assert content.startswith(b"%PDF")
