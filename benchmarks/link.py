"""Linking measured: python benchmarks/link.py quality | missed | speed [SIZE …] | spark [SIZE]

Quality on an invented register of known truth, beside plain Splink and beside equal names; what is
wrong and what is missing there, for reading; speed on larger ones; Spark beside DuckDB.
"""

import logging
import resource
import sys
import time
from collections.abc import Iterable
from itertools import combinations

from link_register import Line, register

from enduse.bulk.link import link
from enduse.bulk.link_engines import DuckDB, scored
from enduse.interchange.link_proposals import as_lines
from enduse.linking.decisions import Standing
from enduse.linking.entry import Entry, Row, Stated, gathered
from enduse.linking.judge import DEFAULT_SCORE, judge
from enduse.linking.traits import traits
from enduse.screening.names import words

SEEDS = (2014, 2015, 2016)
PARTIES = 1500
LEASTS = (0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.9)


def entries_of(lines: Iterable[Line]) -> tuple[tuple[Entry, ...], dict[str, int]]:
    """The entries, and the party of each. What two parties state alike is left out: no one could
    tell them apart."""
    truth: dict[Stated, set[int]] = {}
    rows = []
    for number, line in enumerate(lines):
        stated = Stated(" ".join(line.name.split()), line.country or None, line.kind or None)
        truth.setdefault(stated, set()).add(line.party)
        rows.append(Row(str(number), stated))
    clear = gathered(row for row in rows if len(truth[row.stated]) == 1)
    return clear, {entry.id: next(iter(truth[entry.stated])) for entry in clear}


def true_pairs(truth: dict[str, int]) -> set[tuple[str, str]]:
    groups: dict[int, list[str]] = {}
    for entry, party in truth.items():
        groups.setdefault(party, []).append(entry)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def ours(entries: tuple[Entry, ...], least: float = DEFAULT_SCORE) -> set[tuple[str, str]]:
    """The pairs that are proposed, and those that lie in one cluster with them."""
    found = link(entries, DuckDB(), Standing(()), least=least)
    return {
        pair
        for cluster in found.clusters
        for pair in combinations(sorted(entry.id for entry in cluster.entries), 2)
    }


def statistics_alone(entries: tuple[Entry, ...], least: float) -> set[tuple[str, str]]:
    """The pairs of our model by Splink, before our comparison has looked at them."""
    return {
        (pair.one, pair.other)
        for pair in scored(traits(entries), DuckDB())
        if pair.probability >= least
    }


def comparison_alone(entries: tuple[Entry, ...], least: float) -> set[tuple[str, str]]:
    """The pairs that share a key and that our comparison finds alike, without statistics."""
    groups: dict[str, list[str]] = {}
    for row in traits(entries):
        for key in row.keys:
            groups.setdefault(key, []).append(row.unique_id)
    by_id = {entry.id: entry for entry in entries}
    pairs = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    return {pair for pair in pairs if judge(by_id[pair[0]], by_id[pair[1]]).score >= least}


def equal_names(entries: tuple[Entry, ...]) -> set[tuple[str, str]]:
    """Names of the same words, whatever their case, accents and marks; no country against it."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(words(entry.name), []).append(entry)
    return {
        tuple(sorted((one.id, other.id)))
        for group in groups.values()
        for one, other in combinations(group, 2)
        if None in (said := {one.stated.country, other.stated.country}) or len(said) == 1
    }


def plain_splink(
    entries: tuple[Entry, ...], truth: dict[str, int], *, told: bool
) -> dict[float, set[tuple[str, str]]]:
    """The pairs of Splink as its tutorial sets it up, by threshold: Jaro-Winkler on names, exact
    country and kind, EM on two rules; `told`: m learnt from the truth instead, which nobody has."""
    import duckdb
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    rows = [
        {
            "unique_id": e.id,
            "name": e.name.casefold(),
            "country": e.stated.country,
            "kind": e.stated.kind,
            "party": truth[e.id],
        }
        for e in entries
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("name"),
            cl.ExactMatch("country").configure(term_frequency_adjustments=True),
            cl.ExactMatch("kind"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("substr(name, 1, 3)"),
            block_on("country", "substr(name, 1, 2)"),
        ],
    )
    api = DuckDBAPI(duckdb.connect(":memory:", config={"threads": 1}))
    linker = Linker(api.register(pa.Table.from_pylist(rows)), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    if told:
        linker.training.estimate_m_from_label_column("party")
    else:
        for rule in (block_on("country", "kind"), block_on("substr(name, 1, 4)")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=LEASTS[0]).as_record_list()
    return {
        least: {
            tuple(sorted((row["unique_id_l"], row["unique_id_r"])))
            for row in found
            if row["match_probability"] >= least
        }
        for least in LEASTS
    }


def measured(
    found: set[tuple[str, str]], truth: set[tuple[str, str]]
) -> tuple[float, float, float]:
    good = len(found & truth)
    precision, recall = good / max(1, len(found)), good / len(truth)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def quality() -> None:
    table: dict[str, list[tuple[float, float, float]]] = {}
    for seed in SEEDS:
        entries, parties = entries_of(register(PARTIES, seed=seed))
        truth = true_pairs(parties)
        print(f"seed {seed}: {len(entries):,} entries, {len(truth):,} true pairs")
        ways = {f"enduse link, {least}": ours(entries, least) for least in (0.75, 0.85, 0.95)}
        ways |= {f"statistics alone, {p}": statistics_alone(entries, p) for p in (0.5, 0.9, 0.99)}
        ways["comparison alone, 0.85"] = comparison_alone(entries, DEFAULT_SCORE)
        for name, told in (("plain Splink", False), ("plain Splink told the truth", True)):
            by_least = plain_splink(entries, parties, told=told)
            ways |= {f"{name}, {least}": found for least, found in by_least.items()}
        ways["equal names"] = equal_names(entries)
        for way, found in ways.items():
            table.setdefault(way, []).append(measured(found, truth))
    for way, rows in table.items():
        means = (sum(values) / len(rows) for values in zip(*rows, strict=True))
        print(f"| {way} | {' | '.join(f'{mean:.3f}' for mean in means)} |")


def missed(most: int = 40) -> None:
    """What is wrong and what is missing, for reading."""
    entries, parties = entries_of(register(PARTIES, seed=SEEDS[0]))
    truth, found, by_id = true_pairs(parties), ours(entries), {e.id: e for e in entries}
    weights = {(s.one, s.other): s.weight for s in scored(traits(entries), DuckDB())}
    told = [judge(by_id[one], by_id[other]).score >= DEFAULT_SCORE for one, other in truth - found]
    print("missing, yet judged alike:", sum(told))
    for what, some in (("WRONG", found - truth), ("MISSING", truth - found)):
        print(what, len(some))
        for one, other in sorted(some)[:most]:
            judged, weight = judge(by_id[one], by_id[other]), weights.get((one, other))
            print("  ", *by_id[one].stated[:3], "|", *by_id[other].stated[:3])
            print("      ", weight, judged.score, *judged.contra, sep="; ")


def speed(sizes: list[int]) -> None:
    for size in sizes:
        lines = register(int(size / 1.9), seed=7)
        entries, _ = entries_of(lines)
        start, spent = time.perf_counter(), time.process_time()
        found = link(entries, DuckDB(), Standing(()))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        pairs = sum(len(cluster.proposals) for cluster in found.clusters)
        print(
            f"{len(entries):,} entries: {time.perf_counter() - start:.1f} s,"
            f" {time.process_time() - spent:.1f} s of processor time, {peak:.2f} GB,"
            f" {pairs:,} pairs in {len(found.clusters):,} clusters"
        )


def on_spark(size: int) -> None:
    """The same proposals on both engines, and how long each takes, beginning Spark left out."""
    from enduse.bulk.link_engines import Spark
    from enduse.bulk.spark import session

    entries, _ = entries_of(register(int(size / 1.9), seed=7))
    found = []
    with session("local[2]", {"spark.sql.shuffle.partitions": "2"}) as begun:
        for name, engine in (("DuckDB", DuckDB()), ("Spark local[2]", Spark(begun))):
            start = time.perf_counter()
            found.append(list(as_lines(link(entries, engine, Standing(())))))
            print(f"{name}: {len(entries):,} entries, {time.perf_counter() - start:.1f} s")
    print(f"{len(found[0]):,} pairs, the same: {found[0] == found[1]}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["quality"]:
            quality()
        case ["speed", *sizes]:
            speed([int(size) for size in sizes] or [10_000, 100_000])
        case ["spark", *sizes]:
            on_spark(int(sizes[0]) if sizes else 3_000)
        case ["missed"]:
            missed()
        case _:
            sys.exit(__doc__)
