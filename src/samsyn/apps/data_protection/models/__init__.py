"""The room's nouns: processing activities and their parts, and what agreements say of data."""

from samsyn.apps.data_protection.models.activity import (
    ActivityAgreement,
    ActivityAsset,
    ActivitySystem,
    ProcessingActivity,
)
from samsyn.apps.data_protection.models.activity_parts import (
    ActivitySubjects,
    Purpose,
    ServedController,
)
from samsyn.apps.data_protection.models.answers import YesNo
from samsyn.apps.data_protection.models.controller import ControllerDetails
from samsyn.apps.data_protection.models.oversight import Method, Oversight
from samsyn.apps.data_protection.models.register_file import RegisterFile
from samsyn.apps.data_protection.models.screening import (
    DecidingRule,
    DpiaScreening,
    ScreeningVerdict,
)
from samsyn.apps.data_protection.models.sub_processor import SubProcessor
from samsyn.apps.data_protection.models.terms import ProcessorTerms

__all__ = [
    "ActivityAgreement",
    "ActivityAsset",
    "ActivitySubjects",
    "ActivitySystem",
    "ControllerDetails",
    "DecidingRule",
    "DpiaScreening",
    "Method",
    "Oversight",
    "ProcessingActivity",
    "ProcessorTerms",
    "Purpose",
    "RegisterFile",
    "ScreeningVerdict",
    "ServedController",
    "SubProcessor",
    "YesNo",
]
