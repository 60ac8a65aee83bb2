"""A deal against the law of a day and the record of that day."""

from enduse.assessment.assess import Assessor
from enduse.assessment.result import Assessment

__all__ = ["Assessment", "Assessor"]
