import sys
from importlib.abc import MetaPathFinder

import pytest

from enduse.interchange.report_html import to_html
from enduse.interchange.report_pdf import to_pdf
from enduse.taxonomy.tables import BadInput
from tests.build_assessment import SAMPLE


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


def test_a_pdf_is_made_without_any_request() -> None:
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint or its Pango library is missing: {error}")
    content = to_pdf(SAMPLE)
    assert content.startswith(b"%PDF")
    pages = weasyprint.HTML(string=to_html(SAMPLE)).render().pages
    assert 2 <= len(pages) <= 4
