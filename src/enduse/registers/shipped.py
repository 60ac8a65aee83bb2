"""The registers that Enduse reads without being told how."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from enduse.registers.mapping import TableMapping, read_mapping
from enduse.taxonomy.tables import BadInput, compiled
from enduse.trade.register import Register

HERE = Path(__file__).parent
FILES = tuple(HERE / f"{name}.yaml" for name in ("uk", "uk-cases", "ch", "ch-tracker", "de", "eu"))


@lru_cache(maxsize=1)
def _mappings() -> dict[str, TableMapping]:
    made = compiled(
        "registers", FILES, tuple[TableMapping, ...], lambda: tuple(map(read_mapping, FILES))
    )
    return {mapping.register.id: mapping for mapping in made}


def register_mapping(register: str) -> TableMapping:
    """How the tables of a register are written; raises BadInput with the nearest id."""
    found = _mappings().get(register)
    if found is None:
        near = get_close_matches(register, _mappings(), n=1)
        hint = (
            f"did you mean {near[0]!r}?" if near else f"use {', '.join(_mappings())} or a mapping"
        )
        raise BadInput(f"no register {register[:60]!r}; {hint}")
    return found


class _Registers(Mapping[str, Register]):
    """The registers by their ids, read when they are first looked into."""

    def __getitem__(self, register: str) -> Register:
        return _mappings()[register].register

    def __iter__(self) -> Iterator[str]:
        return iter(_mappings())

    def __len__(self) -> int:
        return len(_mappings())


REGISTERS: Mapping[str, Register] = _Registers()
