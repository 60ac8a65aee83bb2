"""The licence registers of authorities, read row by row into entries of one form."""

from enduse.registers.mapping import TableMapping, read_mapping
from enduse.registers.read import Place, read_register
from enduse.registers.rejected import Rejected, RejectedFile
from enduse.registers.shipped import REGISTERS, register_mapping

__all__ = [
    "REGISTERS",
    "Place",
    "Rejected",
    "RejectedFile",
    "TableMapping",
    "read_mapping",
    "read_register",
    "register_mapping",
]
