"""Deal files: each fault in one line that says where, what, and what to do."""

from pathlib import Path

import pytest

from enduse.interchange.deal_table import read_rows
from enduse.interchange.deal_yaml import read_deal
from enduse.interchange.gazetteer import Gazetteer
from enduse.interchange.pack import read_pack
from enduse.taxonomy.tables import BadInput

GAZETTEER = Gazetteer(read_pack().places.countries)
GOOD = {
    "exporter": "Nordlicht Netze",
    "exporter_country": "de",
    "item": "IMSI catcher",
    "destination": "Egypt",
    "date": "2019-02-01",
}


def written(folder: Path, **changes: str | None) -> Path:
    file = folder / "deal.yaml"
    fields = {k: v for k, v in (GOOD | changes).items() if v is not None}
    file.write_text("".join(f"{key}: {value}\n" for key, value in fields.items()))
    return file


def refused(file: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_deal(file, GAZETTEER)
    message = str(caught.value)
    assert "\n" not in message
    assert str(file) in message
    return message


def test_a_deal_is_read_with_country_names_and_several_technologies(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        technology="[monitoring-centre, device-forensics]",
        intermediaries="[{name: Halfway Trading, country: ae}]",
        answers="{exporter-informed: yes}",
    )
    deal = read_deal(file, GAZETTEER)
    assert (deal.destination, deal.exporter_country) == ("eg", "de")
    assert deal.technologies == ("monitoring-centre", "device-forensics")
    assert deal.intermediaries[0].country == "ae"
    assert deal.answers == {"exporter-informed": True}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"destination": "Egipt"}, "did you mean eg (Egypt)?"),
        ({"destination": "no"}, 'write "no" for Norway'),
        ({"destination": "zz"}, "no country 'zz'"),
        ({"date": "2019-02-30"}, "no day of the calendar"),
        ({"date": "2019-02"}, "write YYYY-MM-DD"),
        ({"date": None}, "date is missing"),
        ({"item": None}, "item is missing"),
        ({"technology": "imsi-catcher"}, "no technology"),
        ({"enduser": "x"}, "did you mean 'end_user'"),
        ({"answers": "{exporter-infromed: true}"}, "did you mean 'exporter-informed'"),
        ({"item": "&a IMSI", "end_user": "*a"}, "anchors and aliases are refused"),
        ({"item": "!!python/name:os.system x"}, "tag"),
        ({"item": "[1, {2: 3}]"}, "must be a text"),
        ({"item": "{name: [1]}"}, "must be a text"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, changes: dict[str, str | None], says: str) -> None:
    assert says in refused(written(tmp_path, **changes))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"just words", "holds no deal"),
        (b"- a\n- b\n", "holds no deal"),
        (b"item: caf\xe9\n", "not UTF-8"),
        (b"\x00\x01\x02\xff", "not UTF-8"),
        (b"a\x00b", "binary"),
        (b"item: [1, 2\n", "not valid YAML"),
        (b"item: a\nitem: b\n", "stands twice"),
        (b"{" * 5000, "nested deeper"),
        (b"x: '" + b"a" * 1_100_000 + b"'", "more than"),
    ],
)
def test_a_file_that_is_no_deal_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "deal.yaml"
    file.write_bytes(content)
    assert says in refused(file)


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "check the path" in refused(tmp_path / "nothing.yaml")
    assert "name a file" in refused(tmp_path)


def test_a_table_is_refused_as_a_whole_only_for_its_header(tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text("exporter,item,date\nA,b,2020-01-01\n")
    with pytest.raises(BadInput, match=r"deals.csv:1: no column exporter_country, destination"):
        list(read_rows(file))
    file.write_text("exporter_country,item,date,destination\nde,x,2020-01-01,eg\nde,x,2020,eg,7\n")
    good, bad = read_rows(file)
    assert good.fault is None
    assert bad.fault is not None
    assert "deals.csv:3" in bad.fault


def test_json_lines_are_read_and_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_text('{"item": "x"}\nnonsense\n[1]\n')
    good, broken, listed = read_rows(file)
    assert good.fields == {"item": "x"}
    assert "deals.jsonl:2" in (broken.fault or "")
    assert "deals.jsonl:3" in (listed.fault or "")
