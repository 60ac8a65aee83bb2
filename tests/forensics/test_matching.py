"""Each kind of indicator is found where it stands as itself, and nowhere else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.forensics import Matcher
from enduse.forensics.indicators import Kind
from enduse.forensics.matcher import Role
from tests.build_forensics import indicators, matched

EVIL: tuple[Kind, str] = ("domain", "evil.example")
HASH = "ab" * 32


@pytest.mark.parametrize(
    "text",
    [
        "evil.example",
        "EVIL.Example",
        "evil.example.",
        "https://evil.example/a?b",
        "a.b.evil.example",
        "see evil.example, please",
        "evil.example:443",
        "x@evil.example",
        '{"u":"evil.example"}',
        "redirect?to=https%3A%2F%2Fevil.example%2Fa",
        r'{"t":"line\nevil.example"}',
        r'{"u":"https:\/\/evil.example\/a"}',
        "(evil.example)",
        "evil.example…"[:12],
    ],
)
def test_a_domain_is_found_with_all_below_it(text: str) -> None:
    assert matched(text, EVIL) == ["evil.example"]


@pytest.mark.parametrize(
    "text",
    [
        "notevil.example",
        "not-evil.example",
        "evil.example.org",
        "evil.examples",
        "_evil.example",
        "evil.example-cdn.test",
        "evil_example",
        "éevil.example",
        "evilexample",
        "evil.example.é",
    ],
)
def test_a_domain_is_never_found_inside_another_word(text: str) -> None:
    assert matched(text, EVIL) == []


def test_letters_beyond_ascii_are_found_in_both_spellings() -> None:
    for text in ("xn--mnchen-3ya.example", "münchen.example", "https://XN--MNCHEN-3YA.example/"):
        assert matched(text, ("domain", "münchen.example")) == ["xn--mnchen-3ya.example"]


@pytest.mark.parametrize(
    ("kind", "value", "yes", "no"),
    [
        (
            "ip",
            "203.0.113.7",
            ["203.0.113.7:443", "to 203.0.113.7."],
            ["1203.0.113.7", "203.0.113.70", "4.203.0.113.7"],
        ),
        (
            "ip",
            "198.51.100.0/24",
            ["198.51.100.9", "GET 198.51.100.255 "],
            ["198.51.101.1", "1.198.51.100.9"],
        ),
        (
            "ip",
            "2001:db8::7",
            ["2001:db8:0:0:0:0:0:7", "[2001:DB8::7]:443"],
            ["2001:db8::8", "10:11:12"],
        ),
        (
            "url",
            "http://evil.example/a?b=c",
            ["https://EVIL.example/a?b=c", "http://evil.example/a?b=c&d=e"],
            [
                "http://evil.example/A?b=c",
                "http://evil.example/a?b=cd",
                "http://x.evil.example/a?b=c",
            ],
        ),
        (
            "url",
            "https://evil.example/",
            ["http://evil.example", "https://evil.example/."],
            ["https://evil.example/a", "https://evil.example:8080/"],
        ),
        (
            "email",
            "Mallory@evil.example",
            ["From: mallory@EVIL.example"],
            ["amallory@evil.example", "mallory@evil.example.org"],
        ),
        ("hash", HASH.upper(), [HASH, f"x {HASH.upper()} y"], [f"a{HASH}", f"{HASH}0"]),
        (
            "package",
            "com.evil.app",
            ["package:com.evil.app", "com.evil.app/.Main", "/data/app/com.evil.app-1/base.apk"],
            ["com.evil.apps", "com.evil.app.other", "org.com.evil.app"],
        ),
        (
            "file-path",
            "/private/var/db/evil/",
            ["/private/var/db/evil/x", "file:///var/db/evil"],
            ["/var/db/evil2", "/x/var/db/evil", "/var/db/Evil"],
        ),
        (
            "file-name",
            "evil.plist",
            ["/a/evil.plist", "evil.plist "],
            ["notevil.plist", "evil.plist.bak"],
        ),
        ("property", "sys.evil.flag", ["[sys.evil.flag]: [1]"], ["sys.evil.flags"]),
    ],
)
def test_every_other_kind_by_its_own_meaning(
    kind: Kind, value: str, yes: list[str], no: list[str]
) -> None:
    assert [text for text in yes if not matched(text, (kind, value))] == []
    assert [text for text in no if matched(text, (kind, value))] == []


@pytest.mark.parametrize(
    ("role", "kind", "value", "yes", "no"),
    [
        ("process", "process", "bh", ["bh", "/private/var/db/bh"], ["bhx", "BH", "bh/x"]),
        ("process", "process", "averylongprocessname", ["averylongprocess"], ["averylongproces"]),
        ("path", "process", "roleaboutd", ["/a/roleaboutd/b"], ["/a/roleaboutd2"]),
        ("path", "file-path", "/var/db/x", ["/var/db/x/y", "/private/var/db/x"], ["/var/db/xy"]),
        (
            "path",
            "package",
            "com.evil.app",
            ["/data/app/~~a==/com.Evil.app-b-c/base.apk"],
            ["/com.evil.apps/"],
        ),
        ("package", "package", "com.evil.app", ["COM.evil.app"], ["com.evil.app.b"]),
        (
            "certificate",
            "certificate",
            "AB:" * 19 + "AB",
            ["ab" * 20, "AB:" * 19 + "AB"],
            ["ab" * 16],
        ),
        ("profile", "profile", "0A-1B", ["0a-1b"], ["0a-1b2"]),
    ],
)
def test_names_in_fields_are_compared_whole(
    role: Role, kind: Kind, value: str, yes: list[str], no: list[str]
) -> None:
    matcher = Matcher(indicators((kind, value)))
    assert {row for row, _, _ in matcher.column(role, yes + no)} == set(range(len(yes)))


def test_what_another_address_names_is_aside() -> None:
    matcher = Matcher(indicators(EVIL))
    asides = {
        "https://evil.example/a": False,
        "https://good.example/?u=https://evil.example/a": True,
        "https://good.example/evil.example": True,
        "https://evil.example@good.example/": True,
        "https://evil.example/?u=https://good.example": False,
    }
    found = matcher.column("url", list(asides))
    assert [hit.aside for _, _, hit in found] == list(asides.values())


def test_indicators_that_end_in_each_other_are_all_found() -> None:
    text = "a.b.evil.example"
    values: list[tuple[Kind, str]] = [EVIL, ("domain", "b.evil.example"), ("domain", "l.example")]
    assert sorted(matched(text, *values)) == ["b.evil.example", "evil.example"]


LABEL = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True)
NAME = st.lists(LABEL, min_size=2, max_size=3).map(".".join)
AROUND = st.text(alphabet="ab.-_/:@ é\n\"'%=?", max_size=8)


@settings(max_examples=150, deadline=None)
@given(name=NAME, before=AROUND, after=AROUND)
def test_a_domain_is_found_exactly_where_the_rule_says(name: str, before: str, after: str) -> None:
    """The rule, said in another way: no letter of a name before but that of an escape such as %2F,
    none after, nor behind a dot."""
    from enduse.forensics.kinds import NeverMatches, normal

    try:
        name = normal("domain", name)
    except NeverMatches:
        return
    text = f"{before}{name}{after}"
    word = r"[\w\u00e9-]"
    before_it = rf"(?:(?<!{word})|(?<=%[0-9A-Fa-f]{{2}}))"
    rule = rf"{before_it}{re.escape(name)}(?!{word}|\.{word})"
    assert bool(matched(text, ("domain", name))) == bool(re.search(rule, text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=60), max_size=20), st.binary(max_size=200))
def test_any_bytes_are_sought_through(values: list[bytes], text: bytes) -> None:
    matcher = Matcher(indicators(EVIL, ("ip", "198.51.100.0/24"), ("url", "http://evil.example/a")))
    matcher.scan(text)
    told = [value.decode(errors="surrogateescape") for value in values]
    for role in ("text", "url", "process", "path", "hash"):
        list(matcher.column(role, told))
