"""How the data-protection side of agreements is listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.forms.nouns import DpaForm
from samsyn.apps.data_protection.models import Oversight, ProcessorTerms, SubProcessor
from samsyn.apps.data_protection.records import headers
from samsyn.apps.data_protection.services.follow import plan_next_oversight
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Group, Record

READ, WRITE = Permission.DATA_PROTECTION_READ, Permission.DATA_PROTECTION_WRITE

TERMS = Record(
    model=ProcessorTerms,
    slug="processor-terms",
    menu=None,
    read=READ,
    write=WRITE,
    columns=(
        "name",
        "our_part",
        "concluded",
        "leaves_eea",
        "oversight_method",
        "next_oversight_on",
    ),
    filters=("our_part", "concluded", "controller_unit", "leaves_eea", "oversight_method"),
    groups=(
        Group(
            _("Who is who"),
            ("agreement", "our_part", "controller_unit", "controller_name"),
        ),
        Group(
            _("How it was concluded"),
            (
                *("concluded", "concluded_note", "signed_by", "delegation"),
                *("deviates", "deviation"),
            ),
        ),
        Group(
            _("The instruction"),
            (
                *("purpose", "processing_type", "data_categories", "sensitive", "data_subjects"),
                *("place", "retention", "logging", "security", "special_conditions"),
            ),
        ),
        Group(
            _("Out of the EU and EEA"),
            ("leaves_eea", "countries", "transfer_basis", "transfer_assessed_on"),
        ),
        Group(
            _("Oversight and breaches"),
            (
                *("oversight_months", "oversight_method", "next_oversight_on"),
                *("audit_rights", "breach_hours"),
            ),
        ),
        Group(_("When it ends"), ("at_end", "end_proof", "ended_on"), folded=True),
    ),
    key=("agreement",),
    headers=headers.TERMS,
    tones={"concluded": {"yes": "success", "no": "warning", "not_relevant": "neutral"}},
    actions=(Action(_("Annexes"), "data_protection:terms_annexes", READ),),
    form=DpaForm,
    intro=_("What our data-processing agreements say: the instruction, transfers and oversight."),
    empty=_("Open a data-processing agreement and write down its terms."),
    order=56,
)

SUB_PROCESSORS = Record(
    model=SubProcessor,
    slug="sub-processors",
    menu=None,
    read=READ,
    write=WRITE,
    columns=("name", "agreement", "country", "service", "transfer_basis", "approved_on"),
    filters=("agreement", "supplier", "country", "transfer_basis", "insecure_country"),
    groups=(
        Group(_("Who it is"), ("agreement", "name", "supplier", "number", "country", "service")),
        Group(
            _("By what right"),
            ("transfer_basis", "insecure_country", "approved_on", "notice_days"),
        ),
    ),
    key=("agreement", "name", "service"),
    headers=headers.SUB_PROCESSOR,
    form=DpaForm,
    intro=_("Whom our processors engage in their turn, where, and by what right."),
    empty=_("Name one sub-processor of one agreement, or bring in the supplier's list."),
    order=57,
)

OVERSIGHTS = Record(
    model=Oversight,
    slug="oversights",
    menu=Menu.REGISTER,
    read=READ,
    write=WRITE,
    columns=("name", "method", "planned_on", "done_on", "verdict", "responsible"),
    filters=("agreement", "supplier", "method", "verdict", "responsible"),
    groups=(
        Group(_("What is overseen"), ("agreement", "supplier", "product")),
        Group(_("How and when"), ("method", "planned_on", "responsible", "done_on")),
        Group(_("What was found"), ("verdict", "conclusion", "report")),
    ),
    key=("agreement", "planned_on"),
    tones={"verdict": {"satisfied": "success", "remarks": "warning", "not_satisfied": "danger"}},
    form=DpaForm,
    after_save=plan_next_oversight,
    intro=_(
        "How we see to it that processors keep what they promised. Let the federation see an"
        " oversight, and the neighbours are spared the same work."
    ),
    empty=_("Plan the first oversight of one processor."),
    order=58,
    under=_("Personal data"),
)
