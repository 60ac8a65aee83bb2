"""Ordinary settings, in which words of surveillance mean something else; and listening devices."""

import pytest

from enduse.taxonomy.recognise import recognise


@pytest.mark.parametrize(
    "item",
    [
        "network traffic monitoring software for IT departments",
        "Surveillance du réseau informatique d'une brasserie",
        "call recording for call centres",
        "grabación de llamadas para la atención al cliente",
        "spectrum monitoring receivers for the telecommunications regulator",
        "mobile switching centre with a lawful-interception interface",
        "5G core including lawful interception",
        "cœur de réseau 4G avec interface d'interception légale",
        "performance monitoring of 4G sites",
        "analysis of social media for a brand of shoes",
        "web filter for school libraries",
        "ANPR cameras for a car park",
        "detector of GPS interference",
        "Diameter and SS7 firewall against the tracking of subscribers",
    ],
)
def test_what_offices_and_operators_buy_names_no_surveillance(item: str) -> None:
    assert recognise(item).technologies == ()


@pytest.mark.parametrize(
    ("item", "technology"),
    [
        ("web traffic monitoring by the IT team of the secret police", "ip-network-surveillance"),
        ("interception of calls in a call centre", "monitoring-centre"),
        ("call centre recording of suspects for the police", "monitoring-centre"),
        ("system that intercepts calls at the mobile switching centre", "monitoring-centre"),
        ("lawful interception system for a 5G core", "lawful-interception-mediation"),
        ("mobile interception with a 5G core emulator", "mobile-interception-imsi"),
        ("social media monitoring for a brand of the intelligence service", "social-media-osint"),
        ("national internet filter for schools and ministries", "jamming-filtering"),
        ("ANPR cameras for police at a toll road", "audio-video-surveillance"),
        ("SS7 location tracking that gets past SS7 firewalls", "location-tracking-ss7"),
    ],
)  # fmt: skip
def test_a_setting_excuses_nothing_beside_words_of_surveillance(item: str, technology: str) -> None:
    assert technology in recognise(item).technologies


def test_a_setting_far_away_excuses_nothing() -> None:
    rest = "chairs, tables, lamps, doors, carpets, curtains, cups, plates and a kitchen"
    assert recognise(f"monitoring of internet traffic, {rest}, company network").technologies


def test_a_prefix_denies_only_the_word_it_is_joined_to() -> None:
    assert recognise("Non-intrusive fibre tap").technologies == ("undersea-cable-tap",)
    assert recognise("IMSI catcher, non-jamming").technologies == ("mobile-interception-imsi",)


@pytest.mark.parametrize(
    "item",
    [
        "bugged watch", "pen with concealed microphone", "laser microphone", "stylo espion",
        "penne spia", "Abhörstift", "reloj espía", "قلم تجسس", "microphones disguised as books",
    ],
)  # fmt: skip
def test_listening_devices_are_seen(item: str) -> None:
    assert "covert-listening" in recognise(item).features
    assert recognise(item).harmless is None


@pytest.mark.parametrize(
    "item",
    ["detector of hidden microphones", "Wanzendetektor", "rilevatori di microspie"],
)
def test_what_finds_listening_devices_is_told_as_such(item: str) -> None:
    found = recognise(item)
    assert found.technologies == ("other",)
    assert "interception-detection" in found.features


@pytest.mark.parametrize("item", ["lapel microphones for a theatre", "hearing aids"])
def test_open_microphones_listen_to_nobody_in_secret(item: str) -> None:
    assert "covert-listening" not in recognise(item).features


def test_an_encrypted_telephone_has_encryption_and_a_kit_against_one_has_none() -> None:
    assert "encryption" in recognise("téléphones chiffrés").features
    assert "encryption" in recognise("encrypted radios for a bank").features
    assert "encryption" not in recognise("kit that unlocks encrypted phones").features
