"""How processing activities and their parts are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.forms.nouns import DpaForm, PurposeForm
from samsyn.apps.data_protection.models import (
    ActivitySubjects,
    ControllerDetails,
    DpiaScreening,
    ProcessingActivity,
    Purpose,
    ServedController,
)
from samsyn.apps.data_protection.records import headers
from samsyn.apps.data_protection.records.panels import activity_panel, rules_panel
from samsyn.apps.data_protection.services.follow import follow_activities, follow_parts
from samsyn.apps.data_protection.wording import grounds_in_words
from samsyn.domain.access.permissions import Permission
from samsyn.domain.data_protection.screening import Question
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record

READ, WRITE = Permission.DATA_PROTECTION_READ, Permission.DATA_PROTECTION_WRITE
_VERDICTS = {"needed": "warning", "not_needed": "success", "undecided": "neutral"}

ACTIVITIES = Record(
    model=ProcessingActivity,
    slug="processing-activities",
    menu=Menu.REGISTER,
    read=READ,
    write=WRITE,
    columns=("name", "kind", "controller", "unit", "responsible", "status", "next_review"),
    filters=("kind", "controller", "unit", "status", "responsible", "systems", "third_country"),
    groups=(
        Group(_("What it is"), ("name", "kind", "description", "systems", "assets", "agreements")),
        Group(
            _("Who answers"),
            (
                *("controller", "joint_controllers", "representative", "dpo"),
                *("unit", "responsible"),
            ),
        ),
        Group(
            _("Who sees it and where it goes"),
            (
                *("persons", "access_who", "access_count", "recipients", "passed_on"),
                *("third_country", "third_countries", "transfer_basis"),
            ),
            folded=True,
        ),
        Group(
            _("How it is kept and protected"),
            (
                *("storage", "deletion", "deletion_url"),
                *("technical_measures", "organisational_measures"),
            ),
            folded=True,
        ),
        Group(
            _("What people are told, and what machines do"),
            (
                *("informed", "informed_how", "consent", "consent_how", "source"),
                *("automated_decisions", "profiling", "ai", "automation"),
            ),
            folded=True,
        ),
        Group(
            _("How bad it could be"),
            (
                *("harm_to_people", "harm_to_people_reason", "harm_to_us", "harm_to_us_reason"),
                *("harm_to_society", "harm_to_society_reason"),
            ),
            folded=True,
        ),
        Group(
            _("How far the description has come"),
            ("status", "reviewed_on", "next_review", "public_summary"),
        ),
        Group(
            _("Where it comes from"),
            ("local_id", "kle_main", "kle_codes", "grounds_given"),
            folded=True,
        ),
    ),
    headers=headers.ACTIVITY,
    tones={"kind": {}, "status": {"ready": "success", "in_progress": "info"}},
    panels=(Panel("data_protection/fragments/_activity.html", activity_panel),),
    actions=(
        Action(_("Is an impact assessment needed?"), "data_protection:screen", WRITE, primary=True),
    ),
    form=DpaForm,
    after_save=follow_activities,
    read_as={"grounds_given": grounds_in_words},
    intro=_("What we do with personal data: the register that Article 30 demands."),
    empty=_(
        "Begin with a template: bring in a list of processing activities, KL's for instance, and"
        " take out what you don't do."
    ),
    order=50,
    under=_("Personal data"),
    hidden_relations=("purposes", "people-in-activities", "controllers-served", "screenings"),
)

PURPOSES = Record(
    model=Purpose,
    slug="purposes",
    menu=None,
    read=READ,
    write=WRITE,
    columns=("name", "activity", "article_6", "article_9", "article_10", "law"),
    filters=("activity", "article_10"),
    groups=(
        Group(_("What it is for"), ("activity", "text")),
        Group(_("What allows it"), ("article_6", "article_9", "article_10", "law")),
    ),
    key=("activity", "text"),
    headers=headers.PURPOSE,
    form=PurposeForm,
    after_save=follow_parts,
    intro=_("What personal data is used for. Each purpose has its own legal basis."),
    empty=_("Say what one processing activity is for, and what allows it."),
    order=51,
)

SUBJECTS = Record(
    model=ActivitySubjects,
    slug="people-in-activities",
    menu=None,
    read=READ,
    write=WRITE,
    columns=("name", "activity", "categories", "personal_data", "vulnerable"),
    filters=("activity", "personal_data", "vulnerable"),
    groups=(
        Group(_("Whom it is about"), ("activity", "name", "vulnerable")),
        Group(
            _("What is processed"),
            ("categories", "personal_data", "special_categories", "offences"),
        ),
    ),
    key=("activity", "name"),
    tones={"personal_data": {"none": "neutral", "ordinary": "info", "sensitive": "warning"}},
    after_save=follow_parts,
    intro=_("The groups of people in our processing, and which data of each."),
    empty=_("Name one group of people in one processing activity."),
    order=52,
)

SERVED = Record(
    model=ServedController,
    slug="controllers-served",
    menu=None,
    read=READ,
    write=WRITE,
    columns=("name", "activity", "party", "number", "contact"),
    filters=("activity", "party"),
    groups=(
        Group(_("For whom"), ("activity", "name", "party", "number", "contact")),
        Group(_("Who speaks for it"), ("representative", "dpo")),
    ),
    key=("activity", "name"),
    after_save=follow_parts,
    intro=_("The controllers on whose behalf we process personal data."),
    empty=_("Name one controller that one of our activities serves."),
    order=53,
)

CONTROLLERS = Record(
    model=ControllerDetails,
    slug="controllers",
    menu=None,
    read=READ,
    write=WRITE,
    columns=("name", "unit", "email", "dpo_name", "dpo_email"),
    groups=(
        Group(_("Who it is"), ("name", "unit", "number", "address", "email", "phone")),
        Group(_("Who speaks for it"), ("representative", "dpo_name", "dpo_email", "dpo_phone")),
    ),
    key=("name",),
    intro=_("Who answers for personal data here, and how to reach them and their officer."),
    empty=_("Write down the organisation itself first, then each board that is a controller."),
    order=54,
)

SCREENINGS = Record(
    model=DpiaScreening,
    slug="screenings",
    menu=None,
    read=READ,
    write=WRITE,
    columns=("name", "verdict", "decided_by", "screened_on", "screened_by"),
    filters=("activity", "verdict", "decided_by"),
    groups=(
        Group(_("The result"), ("activity", "verdict", "decided_by", "screened_on", "screened_by")),
        Group(
            _("The answers"),
            (*(question.value for question in Question), "assessed_where", "reasons"),
        ),
    ),
    key=("activity", "screened_on"),
    tones={"verdict": _VERDICTS},
    panels=(Panel("data_protection/fragments/_rules.html", rules_panel),),
    after_save=follow_parts,
    intro=_("For each processing activity: whether an impact assessment is needed, and why."),
    empty=_("Open a processing activity and ask whether an impact assessment is needed."),
    order=55,
)
