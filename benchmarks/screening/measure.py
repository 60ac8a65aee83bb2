"""Screening measured: python benchmarks/screening/measure.py WHAT, which is one of
quality, search, speed [SIZE …], beside [ROUNDS], table PARTIES NAMES.

Quality of comparison and of search on the public names of ENDUSE_DATA, speed on generated parties.
Processor time is measured, since other people work on this machine.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from generate import generated, slipped
from peers import SCHEMATA, in_turns, peer
from sources import NAMES, congress, everyone, rows, un_list

from enduse.bulk.crew import settle
from enduse.bulk.screen import CHUNK, screen_table
from enduse.bulk.screen_job import Job, Lists, Terms
from enduse.screening import DEFAULT_THRESHOLD, compare
from enduse.screening.compiled import WORTH, loops
from enduse.screening.entity import Entity
from enduse.screening.index import Index
from enduse.screening.index_build import build
from enduse.screening.laid import Sought
from enduse.screening.parts import parts
from enduse.screening.search import Search
from enduse.screening.shelf import Origin, Shelf
from enduse.screening.supporting import Asked

SLICE = 20_000


def f1(scores: list[float], labels: list[bool], least: float) -> tuple[float, float, float]:
    hits = Counter((score >= least, label) for score, label in zip(scores, labels, strict=True))
    found, wrong, missed = hits[True, True], hits[True, False], hits[False, True]
    return (
        found / max(1, found + wrong), found / max(1, found + missed),
        2 * found / max(1, 2 * found + wrong + missed),
    )  # fmt: skip


def best(scores: list[float], labels: list[bool]) -> float:
    return max((at / 100 for at in range(30, 100)), key=lambda least: f1(scores, labels, least)[2])


def quality() -> None:
    """Comparison on labelled pairs, each matcher also at the threshold that is best for it."""
    cases = rows(NAMES / "cases_dev.csv")
    pairs = [[row["name1"], row["name2"], row["schema"]] for row in cases]
    begun = time.process_time()
    ours = [compare(a, b, kind=kind).score for a, b, kind in pairs]
    taken = time.process_time() - begun
    told = peer("scores", pairs)
    all_of = {"enduse": ours, "logic-v2": told["logic-v2"], "WRatio": told["WRatio"]}
    labels = [row["is_match"] == "true" for row in cases]
    groups = [row["case_group"] for row in cases]
    shown = ["all", "nk_* (by hand)", "synth_* (by a model)", *sorted(set(groups))]
    print(f"pairs a second: enduse {len(pairs) / taken:,.0f},", end=" ")
    print(f"logic-v2 {len(pairs) / told['seconds']:,.0f}\n")
    print(
        "| group | pairs | enduse P | R | F1 | logic-v2 at 0.7 | at its best | WRatio at its best |"
    )
    print("|---|---|---|---|---|---|---|---|")
    at_best = {name: best(scores, labels) for name, scores in all_of.items()}
    for group in shown:
        of = [
            at
            for at, one in enumerate(groups)
            if group in {"all", one} or (group[:3] == one[:3] and "*" in group)
        ]
        mine = [labels[at] for at in of]

        def cell(name: str, least: float) -> str:
            return f"{f1([all_of[name][at] for at in of], mine, least)[2]:.3f}"  # noqa: B023

        p, r, f = f1([ours[at] for at in of], mine, DEFAULT_THRESHOLD)
        others = (
            cell("logic-v2", 0.7),
            cell("logic-v2", at_best["logic-v2"]),
            cell("WRatio", at_best["WRatio"]),
        )
        print(f"| {group} | {len(of)} | {p:.3f} | {r:.3f} | {f:.3f} | {' | '.join(others)} |")
    print(f"\nbest thresholds: {at_best}")


def indexed(entities: list[Entity], folder: Path) -> Index:
    folder.mkdir()
    build(entities, folder)
    return Index(folder)


def recall(index: Index, wanted: list[tuple[str, set[str]]], change: Callable[[str], str]) -> str:
    """How often a party is among the ten candidates of highest rank, before comparison."""
    found = 0
    for name, ids in wanted:
        asked = Sought(parts(change(name), person=True))
        near = index.candidates([asked], 10)[0]
        found += bool(ids & {index.entity(int(index.owner[one])).id for one in near})
    return f"{found} of {len(wanted)} ({found / len(wanted):.4f})"


def search() -> None:
    """Recall at 10 before comparison, and false hits on names of people who are on no list."""
    chance = random.Random(3)  # noqa: S311 - slips of the pen, no secrets
    un, all_lists = list(un_list()), list(everyone())
    words = lambda name: " ".join(sorted(name.casefold().replace("-", " ").split()))  # noqa: E731
    by_name: dict[str, set[str]] = {}
    for entity in un:
        for name in entity.names:
            by_name.setdefault(words(name), set()).add(entity.id)
    said = [row["full_name"] for row in rows(NAMES / "positives_un.csv")]
    positives = [(name, by_name[words(name)]) for name in said if words(name) in by_name]
    members = [(entity.names[0], {entity.id}) for entity in congress()]
    negatives = [row["full_name"] for row in rows(NAMES / "negatives_us.csv")]
    with tempfile.TemporaryDirectory() as folder:
        index = indexed([*all_lists, *congress()], Path(folder) / "all")
        print(f"{len(said) - len(positives)} of {len(said)} UN names are on no list any more")
        print("recall at 10, UN names as they are:", recall(index, positives, str))
        print(
            "recall at 10, UN names with a slip:",
            recall(index, positives, lambda n: slipped(n, chance)),
        )
        print("recall at 10, US Congress as it is:", recall(index, members, str))
        print(
            "recall at 10, US Congress with a slip:",
            recall(index, members, lambda n: slipped(n, chance)),
        )
        listed = indexed(un, Path(folder) / "un")
        wrong = sum(
            bool(Search([("un", listed)]).hits(Asked(name, kind="person"))) for name in negatives
        )
    given = {"list": [[e.names, SCHEMATA.get(e.kind or "", "Organization")] for e in un],
             "asked": [[name, "Person"] for name in negatives]}  # fmt: skip
    told = peer("search", given)
    theirs = sum(score >= 0.7 for score, _ in told["best"].values())
    print(
        f"false hits of {len(negatives)} names against the UN list:"
        f" enduse {wrong}, logic-v2 {theirs}"
    )


def speed(sizes: list[int]) -> None:
    """Index and search of generated parties."""
    asked = [(e.names[0], e.kind) for e in generated(6000, seed=77)]
    print(f"loops loaded, or compiled the first time: {ready():.1f} s of processor")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            begun, place = time.process_time(), Path(folder)
            made = build(generated(size), place)
            taken = time.process_time() - begun
            disk = sum(file.stat().st_size for file in place.iterdir()) / 1e6
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{size:,} parties, {made.names:,} names:"
                f" {taken:.0f} s, {memory:,.0f} MB, {disk:,.0f} MB on disk"
            )
            print(f"  {rate(Search([('g', Index(place))]), asked)}")


def beside(rounds: int) -> None:
    """Enduse and logic-v2 in turns on the same list: the machine is faster now and slower then."""
    ready()
    settle()
    listed = list(generated(SLICE))
    asked = list(generated((rounds + 1) * TURN, seed=77))
    with tempfile.TemporaryDirectory() as folder, in_turns(listed) as ask:
        search = Search([("g", indexed(listed, Path(folder) / "index"))])
        ratios = []
        for at in range(0, len(asked), TURN):
            mine = asked[at : at + TURN]
            ours = taken(search, mine[: TURN // 2])
            theirs = PEERS_TURN / ask(
                [[e.names[0], SCHEMATA[e.kind or ""]] for e in mine[:PEERS_TURN]]
            )
            ours = TURN / (ours + taken(search, mine[TURN // 2 :]))
            if at:  # the first turn warms both
                ratios.append(ours / theirs)
                print(
                    f"enduse {ours:,.0f} names/s, logic-v2 {theirs:.1f}: {ours / theirs:.1f} times"
                )
    print(f"{SLICE:,} parties, {rounds} turns: {statistics.median(ratios):.1f} times at the median")


TURN, PEERS_TURN = 6000, 500


def taken(search: Search, asked: list[Entity]) -> float:
    """Seconds of processor for names in tables."""
    many = [Asked(e.names[0], kind=e.kind) for e in asked]
    begun = time.process_time()
    for at in range(0, len(many), CHUNK):
        search.hits_of(many[at : at + CHUNK])
    return time.process_time() - begun


def ready() -> float:
    """Have the loops compiled, as a long table would."""
    begun = time.process_time()
    loops(WORTH)
    with tempfile.TemporaryDirectory() as folder:
        index = indexed([Entity(id="one", names=("One Two",))], Path(folder) / "one")
        Search([("one", index)]).hits(Asked("One Three"))
    return time.process_time() - begun


def rate(search: Search, asked: list[tuple[str, str | None]]) -> str:
    """Names in tables, as `enduse screen FILE` asks them, and one after the other."""
    half = len(asked) // 2
    settle()  # as the processes of the command do
    many = [Asked(name, kind=kind) for name, kind in asked]
    begun = time.process_time()
    for at in range(0, half, CHUNK):
        search.hits_of(many[at : at + CHUNK])
    between = time.process_time()
    for at in range(half, len(many), CHUNK):
        search.hits_of(many[at : at + CHUNK])
    ended = time.process_time()
    each, hits = [], 0
    for one in many[half:]:
        begun_one = time.process_time()
        hits += bool(search.hits(one))
        each.append(time.process_time() - begun_one)
    return (
        f"{len(many) / (ended - begun):,.0f} names/s on one core"
        f" ({half / (ended - between):,.0f} once warm),"
        f" one alone {statistics.median(each) * 1000:.2f} ms, {hits} of {half} with a hit"
    )


def table(size: int, names: int) -> None:
    """`enduse screen FILE` on both cores, from the command to the last line, by the clock."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        origin = Origin("generated", "generated", "2026-11-22", {})
        Shelf(place / "lists").add("g", generated(size), origin)
        lines = (f'"{e.names[0]}",{e.kind}\n' for e in generated(names, seed=77))
        (place / "names.csv").write_text("name,kind\n" + "".join(lines), encoding="utf-8")
        lists = Lists((("g", place / "lists"),))
        job = Job(place / "names.csv", "csv", place / "hits.csv", lists, Terms(0.7, 10), None)
        begun = time.perf_counter()
        tally = screen_table(job, print)
        taken = time.perf_counter() - begun
    print(
        f"{names:,} names of a table against {size:,} parties: {taken:.0f} s,"
        f" {names / taken:,.0f} names/s, {tally.matched:,} with a hit"
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["quality"]:
            quality()
        case ["search"]:
            search()
        case ["speed", *sizes]:
            speed([int(size) for size in sizes] or [10_000, SLICE, 100_000, 1_000_000])
        case ["beside", *rounds]:
            beside(int(rounds[0]) if rounds else 5)
        case ["table", size, names]:
            table(int(size), int(names))
        case _:
            sys.exit(__doc__)
