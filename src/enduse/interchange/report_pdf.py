"""An assessment as PDF: the printed side of its page, by WeasyPrint (the extra `pdf`)."""

import logging
from typing import Any, NoReturn

from enduse.assessment.result import Assessment
from enduse.interchange.report_html import to_html
from enduse.taxonomy.tables import BadInput


def to_pdf(assessment: Assessment) -> bytes:
    """The assessment as PDF; nothing is fetched. Raises BadInput where WeasyPrint cannot run."""
    try:
        import weasyprint
    except ImportError:
        raise BadInput("pdf: WeasyPrint is not installed; run: pip install 'enduse[pdf]'") from None
    except OSError:
        raise BadInput(
            "pdf: WeasyPrint finds no Pango library; on Debian run: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        ) from None
    # it would tell the reader about each rule of the style that is meant for screens only
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    page = weasyprint.HTML(string=to_html(assessment), url_fetcher=_refuse)
    content: Any = page.write_pdf(pdf_tags=True)
    return bytes(content)


def _refuse(url: str) -> NoReturn:
    raise ValueError(f"a report fetches nothing, not even {url}")
