"""`enduse pack check` refuses licences whose events cannot have happened in that order."""

from pathlib import Path

from enduse.interchange.pack_check import check_pack

ROW = """\
- id: lic-example
  exporter: example-systems
  authority: example-systems
  item: Catcher 4
  kind: individual
  decisions:
  - date: '2016-03-31'
    decision: revoked
    sources: [example-news-2020]
  - date: '{date}'
    decision: granted
    sources: [example-news-2020]
  confidence: high
  sources: [example-news-2020]
"""
BROKEN = Path(__file__).parents[1] / "samples" / "broken-pack"


def told(folder: Path, date: str) -> list[str]:
    for noun in ("sources", "parties"):
        (folder / f"{noun}.yaml").write_text((BROKEN / f"{noun}.yaml").read_text())
    (folder / "licences.yaml").write_text(ROW.format(date=date))
    faults = check_pack(folder).faults
    return [f"{f.line}: {f.field}: {f.problem}" for f in faults if f.record == "lic-example"]


def test_an_impossible_order_is_a_fault_at_its_event(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, "2018")
    assert fault == (
        "11: decisions[1].decision: granted (2018) cannot follow revoked (2016-03-31) unless "
        "applied or appealed stands between them; state it, or mend the order"
    )


def test_an_order_that_the_dates_leave_open_is_none(tmp_path: Path) -> None:
    assert not told(tmp_path, "2016")
