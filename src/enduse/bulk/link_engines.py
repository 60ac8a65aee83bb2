"""The pairs of entries that may be of one party, by Splink on DuckDB or on Spark."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from enduse.linking import model
from enduse.linking.model import LEAST_PROBABILITY, Settings
from enduse.linking.traits import Traits
from enduse.taxonomy.tables import BadInput

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LEARN_FROM = 50  # pairs of the same words, fewer say nothing about what such pairs share


class Scored(NamedTuple):
    """Two entries by their ids, the lesser first, and how likely they are of one party: the weight
    of the evidence in bits, and the probability."""

    one: str
    other: str
    weight: float
    probability: float


class Engine(Protocol):
    """What holds tables and answers Splink."""

    def api(self) -> Any:
        """The engine as Splink knows it, without any table."""

    def table(self, rows: Sequence[Traits]) -> Any:
        """The rows as a table that the engine can register."""


@dataclass(frozen=True, slots=True)
class DuckDB:
    """One machine; `threads` None: as many as it has cores."""

    threads: int | None = None

    def api(self) -> Any:
        """DuckDB in memory."""
        duckdb = _needed("duckdb")
        from splink import DuckDBAPI

        config = {"threads": self.threads} if self.threads else {}
        connection = duckdb.connect(":memory:", config=config)
        return DuckDBAPI(connection)

    def table(self, rows: Sequence[Traits]) -> Any:
        """As an Arrow table."""
        return arrow(rows)


@dataclass(frozen=True, slots=True)
class Spark:
    """A session of Apache Spark, local or of a cluster.

    Splink's own functions (a jar) are not needed: what is compared by sound is a plain column.
    """

    session: "SparkSession"

    def api(self) -> Any:
        """Spark with what it computed before kept in memory, so that no folder is needed."""
        from splink import SparkAPI

        return SparkAPI(  # type: ignore[no-untyped-call]
            spark_session=self.session,
            break_lineage_method="persist",
            register_udfs_automatically=False,
        )

    def table(self, rows: Sequence[Traits]) -> Any:
        """As a table of the session."""
        return self.session.createDataFrame(arrow(rows))


def arrow(rows: Sequence[Traits]) -> Any:
    """Rows as an Arrow table; every column but the keys is text."""
    pa = _needed("pyarrow")
    columns = list(zip(*rows, strict=True))
    types = [pa.string()] * (len(Traits._fields) - 1) + [pa.list_(pa.string())]
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, types, strict=True)]
    return pa.table(arrays, names=list(Traits._fields))


def _needed(module: str) -> Any:
    """A module of the extra; raises BadInput where it is not installed."""
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        raise BadInput("linking needs enduse[link]: pip install 'enduse[link]'") from None


def scored(rows: Sequence[Traits], engine: Engine) -> list[Scored]:
    """The pairs that are worth a look, the likeliest of one party first.

    What is learnt from the rows is learnt on DuckDB from a sample of them, whatever the engine, so
    that every engine scores alike.
    """
    if len(rows) < 2:  # noqa: PLR2004 - nothing to compare
        return []
    _needed("splink")
    with _told():
        found = _linker(rows, learnt(rows), engine).inference.predict(
            threshold_match_probability=LEAST_PROBABILITY, warning_mode="never"
        )
        records = found.as_record_list()
    return sorted(_read(records), key=lambda s: (-s.weight, s.one, s.other))


@contextmanager
def _told() -> Iterator[None]:
    """What stops the engine, such as Ctrl-C or a full disk, without the query it was at."""
    from splink.internals.exceptions import SplinkException

    try:
        yield
    except (SplinkException, RuntimeError) as error:
        cause = error.__cause__ or error
        if type(cause).__module__.startswith(("pyspark", "py4j")):
            raise cause from None  # the session tells these, with its log
        why = " ".join(str(cause).split())
        if "interrupt" in why.casefold():
            raise KeyboardInterrupt from None
        raise BadInput(f"linking stopped: {why[:200]}; check memory and space") from None


def _read(records: Iterable[dict[str, Any]]) -> Iterable[Scored]:
    for record in records:
        one, other = sorted((record["unique_id_l"], record["unique_id_r"]))
        weight, probability = record["match_weight"], record["match_probability"]
        yield Scored(one, other, round(weight, 3), round(probability, 5))


def _linker(rows: Sequence[Traits], settings: Settings, engine: Engine) -> Any:
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = engine.api()
    return Linker(api.register(engine.table(rows)), settings, log_level=None)


def learnt(rows: Sequence[Traits]) -> Settings:
    """The model with what these rows teach: how often unrelated entries agree, and how often those
    of the same words do. A single thread makes sums come out the same every time."""
    before = model.settings(rows)
    chosen = model.sample(rows)
    same = model.of_same_words(rows)
    after = before
    if len(chosen) > 1:
        linker = _linker(chosen, before, DuckDB(threads=1))
        linker.training.estimate_u_using_random_sampling(
            max_pairs=model.SAMPLE**2, min_count_per_level=None, num_chunks=1
        )
        after = linker.misc.save_model_to_json()
        before = model.with_learnt(
            before, after, pairs=len(chosen) * (len(chosen) - 1) // 2, same=0
        )
    if same.pairs >= LEARN_FROM:
        linker = _linker(same.rows, before, DuckDB(threads=1))
        linker.training.estimate_parameters_using_expectation_maximisation("l.core = r.core")
        after = linker.misc.save_model_to_json()
        before = model.with_learnt(before, after, pairs=0, same=same.pairs)
    return before
