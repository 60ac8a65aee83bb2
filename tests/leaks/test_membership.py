"""Two newsrooms' ends of a question, in two processes that share nothing but files."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from enduse.leaks.membership import Kept, make_answer, make_offer, make_request, read_answer
from enduse.leaks.vault import Offered
from enduse.taxonomy.tables import BadInput
from tests.leaks import fiction
from tests.leaks.build import a_row, make_key, refused, run, said, seal, write_list

LISTED = [*fiction.british()[:60], *fiction.unassigned("mx")[:60]]
OTHERS = fiction.french()[:40]


def digits(numbers: Iterable[str]) -> list[str]:
    return [number.removeprefix("+") for number in numbers]


class Round(NamedTuple):
    """One question from both ends."""

    offer: bytes
    offered: Offered
    request: bytes
    kept: Kept
    answer: bytes


def a_round(asked: list[str], listed: list[str] = LISTED, most: int = 100) -> Round:
    offer, offered = make_offer(digits(listed), most)
    request, kept = make_request(offer, digits(asked), list(range(2, 2 + len(asked))), "offer")
    answer, count = make_answer([offered], request, "request")
    assert count == len(asked)
    return Round(offer, offered, request, kept, answer)


def process(folder: Path, *arguments: str) -> str:
    """A command in a process of its own, at home in a folder of its own."""
    environment = os.environ | {"HOME": str(folder), "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "enduse", "leak", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True, env=environment
    ).stdout  # fmt: skip


def test_a_newsroom_learns_which_of_its_numbers_are_listed(tmp_path: Path) -> None:
    """Holder and newsroom are two processes in two folders; three files go between them."""
    holder, newsroom = tmp_path / "holder", tmp_path / "newsroom"
    for folder in (holder, newsroom):
        folder.mkdir()
    sealed = seal(holder, map(a_row, LISTED))
    _, public = make_key(newsroom)
    asked = [OTHERS[0], LISTED[3], OTHERS[1], LISTED[100], "no number", LISTED[3]]
    write_list(newsroom / "staff.csv", ([number] for number in asked), ["number"])
    process(holder, "offer", "list.vault", "-o", "offer.psi", "--identity", sealed.key.name)
    shutil.copy(holder / "offer.psi", newsroom)
    process(newsroom, "ask", "offer.psi", "staff.csv", "-o", "request.psi", "--kept", "kept",
            "--recipient", public)  # fmt: skip
    shutil.copy(newsroom / "request.psi", holder)
    told = process(holder, "answer", "list.vault", "request.psi", "-o", "answer.psi",
                   "--identity", sealed.key.name)  # fmt: skip
    shutil.copy(holder / "answer.psi", newsroom)
    read = process(newsroom, "read", "answer.psi", "--kept", "kept", "--identity", "me.key",
                   "--format", "json")  # fmt: skip
    assert "4 numbers were asked for" in told
    found = json.loads(read)
    assert (found["asked"], found["listed_lines"]) == (4, [3, 5])
    (newsroom / "staff.csv").unlink()
    for file in (*holder.iterdir(), *newsroom.iterdir()):
        assert_no_number(file.read_bytes(), [*LISTED, *OTHERS])


def assert_no_number(content: bytes, numbers: Iterable[str]) -> None:
    """Neither a number nor a plain hash of one, as bytes or as text."""
    for number in numbers:
        for written in (number, number[1:], "00" + number[1:]):
            assert written.encode() not in content
            for kind in ("md5", "sha1", "sha256", "sha512"):
                digest = hashlib.new(kind, written.encode())
                assert digest.digest() not in content
                assert digest.hexdigest().encode() not in content


def test_the_files_between_hold_no_number_and_no_hash_of_one() -> None:
    made = a_round([*LISTED[:20], *OTHERS])
    for content in (made.offer, made.request, made.answer):
        assert_no_number(content, [*LISTED, *OTHERS])


def test_the_size_of_the_files_does_not_tell_the_result() -> None:
    all_listed, none_listed = a_round(LISTED[:40]), a_round(OTHERS)
    assert len(read_answer(all_listed.answer, all_listed.kept, "answer")) == 40
    assert read_answer(none_listed.answer, none_listed.kept, "answer") == []
    for one, other in zip(all_listed, none_listed, strict=True):
        if isinstance(one, bytes) and isinstance(other, bytes):
            assert len(one) == len(other)


def test_the_offer_tells_the_length_of_the_list_only_roughly() -> None:
    sizes = {len(make_offer(digits(LISTED[:many]), 10)[0]) for many in (1, 30, 99, 100)}
    assert len(sizes) == 1


def test_two_requests_for_the_same_numbers_look_different() -> None:
    offer, _ = make_offer(digits(LISTED[:5]), 10)
    one, other = (make_request(offer, digits(OTHERS[:3]), [2, 3, 4], "o").request for _ in "ab")
    assert one != other


def test_more_than_was_offered_is_not_answered() -> None:
    offer, offered = make_offer(digits(LISTED[:5]), 10)
    with pytest.raises(BadInput, match="11 numbers are more than the 10"):
        make_request(offer, digits(OTHERS[:11]), list(range(11)), "offer")
    for _ in range(2):
        request, _ = make_request(offer, digits(OTHERS[:5]), list(range(5)), "offer")
        make_answer([offered], request, "request")
    request, _ = make_request(offer, digits(OTHERS[:1]), [2], "offer")
    with pytest.raises(BadInput, match="0 of the 10 of this offer are left"):
        make_answer([offered], request, "request")


def test_a_request_that_says_it_may_ask_for_more_is_not_believed() -> None:
    offer, offered = make_offer(digits(LISTED[:5]), 3)
    forged = msgspec.msgpack.decode(offer)
    forged["most"] = 1000
    request, _ = make_request(msgspec.msgpack.encode(forged), digits(OTHERS[:4]), [1] * 4, "offer")
    with pytest.raises(BadInput, match="asks for 4 numbers, and 3 of the 3"):
        make_answer([offered], request, "request")


def test_replayed_and_exchanged_files_are_refused() -> None:
    one, other = a_round(LISTED[:3]), a_round(LISTED[:3])
    with pytest.raises(BadInput, match="was answered before"):
        make_answer([one.offered], one.request, "request")
    with pytest.raises(BadInput, match="an offer that is not from this vault"):
        make_answer([one.offered], other.request, "request")
    with pytest.raises(BadInput, match="the answer to another request"):
        read_answer(other.answer, one.kept, "answer")
    with pytest.raises(BadInput, match="is no answer; name the other file"):
        read_answer(one.request, one.kept, "request")


def test_damaged_files_are_refused_in_one_line() -> None:
    made = a_round(LISTED[:3])
    for at in range(0, len(made.answer), 7):
        damaged = bytes([*made.answer[:at], made.answer[at] ^ 0xFF, *made.answer[at + 1 :]])
        with pytest.raises(BadInput) as error:
            read_answer(damaged, made.kept, "answer")
        assert str(error.value).startswith("answer: ")
        assert "\n" not in str(error.value)
    for at in range(0, len(made.request), 11):
        cut = made.request[:at]
        with pytest.raises(BadInput):
            make_answer([made.offered], cut, "request")


def test_the_vault_remembers_what_was_asked_between_commands(tmp_path: Path) -> None:
    sealed = seal(tmp_path, map(a_row, LISTED[:20]))
    _, public = make_key(tmp_path)
    write_list(tmp_path / "staff.csv", [[LISTED[0]], [OTHERS[0]]], ["number"])
    key = ("--identity", sealed.key)
    said("offer", sealed.vault, "-o", tmp_path / "o.psi", "--most", 3, *key)
    for name in "ab":
        said("ask", tmp_path / "o.psi", tmp_path / "staff.csv", "-o", tmp_path / f"{name}.psi",
             "--kept", tmp_path / f"{name}.kept", "--recipient", public)  # fmt: skip
    said("answer", sealed.vault, tmp_path / "a.psi", "-o", tmp_path / "answer.psi", *key)
    output = ("-o", tmp_path / "no.psi")
    assert "was answered before" in refused(
        "answer", sealed.vault, tmp_path / "a.psi", *output, *key
    )
    assert "1 of the 3" in refused("answer", sealed.vault, tmp_path / "b.psi", *output, *key)
    assert not (tmp_path / "no.psi").exists()
    told = said("read", tmp_path / "answer.psi", "--kept", tmp_path / "a.kept",
                "--identity", tmp_path / "me.key")  # fmt: skip
    assert "1 of the 2 numbers" in told
    assert "line 2 of your table" in told
    assert LISTED[0] not in told
    wrong = run("read", tmp_path / "answer.psi", "--kept", tmp_path / "b.kept",
                "--identity", tmp_path / "me.key")  # fmt: skip
    assert "another request" in str(wrong.exception)
