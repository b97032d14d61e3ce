"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.register.rules import (
    reg_001_nobody_answers,
    reg_002_no_agreement,
    reg_003_personal_data_without_dpa,
    reg_004_outdated_template,
    reg_005_notice_day,
    reg_006_classification_overdue,
    reg_007_above_assessment,
    reg_008_no_exercised_fallback,
    reg_009_same_capability,
    reg_010_retired_but_leaned_on,
    reg_011_routine_not_analysed,
    reg_012_unprotected_flow,
    reg_013_one_supplier,
    reg_014_deviates_from_standard,
    reg_016_same_supplier,
    reg_017_not_confirmed,
)

__all__ = [
    "reg_001_nobody_answers",
    "reg_002_no_agreement",
    "reg_003_personal_data_without_dpa",
    "reg_004_outdated_template",
    "reg_005_notice_day",
    "reg_006_classification_overdue",
    "reg_007_above_assessment",
    "reg_008_no_exercised_fallback",
    "reg_009_same_capability",
    "reg_010_retired_but_leaned_on",
    "reg_011_routine_not_analysed",
    "reg_012_unprotected_flow",
    "reg_013_one_supplier",
    "reg_014_deviates_from_standard",
    "reg_016_same_supplier",
    "reg_017_not_confirmed",
]
