"""What can stand against publishing, asking, running a checklist, and reading a solution in."""

from __future__ import annotations

from enum import StrEnum


class Hindrance(StrEnum):
    """Why an act is refused; the facts are named beside each."""

    NOTHING_NEW = "nothing_new"  # edition
    NOT_PUBLISHED = "not_published"
    NOBODY_TO_ASK = "nobody_to_ask"
    DUE_BEFORE_TODAY = "due_before_today"
    NOT_ASKED = "not_asked"
    NEWER_EDITION = "newer_edition"
    NO_STEPS = "no_steps"
    RUN_ENDED = "run_ended"
    STEPS_LEFT = "steps_left"  # steps
    NO_SUCH_STEP = "no_such_step"
    REASON_NEEDED = "reason_needed"


class Wrong(StrEnum):
    """What is wrong in a publiccode.yml; every place and line is told."""

    TOO_LARGE = "too_large"  # most
    NOT_YAML = "not_yaml"  # told
    ALIAS = "alias"
    TOO_DEEP = "too_deep"
    TWICE = "twice"
    MISSING = "missing"
    NOT_TEXT = "not_text"
    NOT_LIST = "not_list"
    NOT_SECTION = "not_section"
    NOT_URL = "not_url"  # said
    NOT_DAY = "not_day"  # said
    NOT_YES_OR_NO = "not_yes_or_no"  # said
    NOT_ONE_OF = "not_one_of"  # said, choices
    TOO_LONG = "too_long"  # most, length
    TOO_SHORT = "too_short"  # least, length
    UNKNOWN_VERSION = "unknown_version"  # said, choices
    NOT_LANGUAGE = "not_language"  # said
    NOT_LICENCE = "not_licence"  # said


class Remark(StrEnum):
    """What hinders nothing, but somebody should know."""

    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_CATEGORY = "unknown_category"  # said
