"""How supplier incidents, their clocks and log, and notices to neighbours are listed and shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.supplier_incident import (
    IncidentClock,
    IncidentEntry,
    SupplierIncident,
)
from samsyn.apps.register.models.supplier_notice import SupplierNotice
from samsyn.apps.register.records.incident_panels import (
    incident_clocks,
    incident_hits,
    incident_log,
    incident_notice,
    notice_answers,
)
from samsyn.apps.register.services.supplier_incident import wind_clocks
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import MORE, Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record


def _rewind(actor: Actor, rows: Sequence[SupplierIncident], created: bool) -> None:  # noqa: ARG001, FBT001 - the hook's signature
    for incident in rows:
        wind_clocks(actor, incident)


INCIDENTS = Record(
    model=SupplierIncident,
    slug="supplier-incidents",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.SUPPLIER_INCIDENT,
    columns=("name", "supplier", "aware_at", "over_on"),
    filters=("supplier", "significant", "personal_data"),
    groups=(
        Group(_("What has happened"), ("name", "supplier", "text", "aware_at", "over_on")),
        Group(_("What it touches"), ("significant", "personal_data")),
        Group(_("Neighbours"), ("notice",)),
    ),
    panels=(
        Panel("register/fragments/_incident_clocks.html", incident_clocks),
        Panel("register/fragments/_incident_hits.html", incident_hits),
        Panel("register/fragments/_incident_notice.html", incident_notice),
        Panel("register/fragments/_incident_log.html", incident_log),
    ),
    actions=(
        Action(
            _("Tell the neighbours"),
            "register:incident_notice",
            Permission.SUPPLIER_INCIDENT,
            shown=lambda incident: incident.notice_id is None,
            primary=True,
        ),
        Action(
            _("It is over"),
            "register:incident_end",
            Permission.SUPPLIER_INCIDENT,
            shown=lambda incident: incident.over_on is None,
        ),
    ),
    intro=_("What has happened at suppliers: who is hit, which clocks run, whom to call."),
    empty=_("When something happens at a supplier, open the supplier and report it there."),
    order=64,
    under=MORE,
    importable=False,
    made_by_hand=False,
    after_save=_rewind,
    hidden_relations=("incident-clocks", "incident-log"),
)

CLOCKS = Record(
    model=IncidentClock,
    slug="incident-clocks",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.SUPPLIER_INCIDENT,
    columns=("name", "due_at", "done_at"),
    filters=("incident", "kind"),
    groups=(Group(_("The clock"), ("name", "incident", "kind", "due_at", "done_at", "note")),),
    intro=_("What must be told to whom by when, for each incident."),
    empty=_("Clocks begin when an incident is reported."),
    importable=False,
    made_by_hand=False,
)

ENTRIES = Record(
    model=IncidentEntry,
    slug="incident-log",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.SUPPLIER_INCIDENT,
    columns=("name", "at", "by", "incident"),
    filters=("incident",),
    groups=(Group(_("What was done"), ("name", "at", "by", "incident")),),
    intro=_("What was done about supplier incidents."),
    empty=_("The log begins when an incident is reported."),
    importable=False,
    made_by_hand=False,
)

NOTICES = Record(
    model=SupplierNotice,
    slug="supplier-notices",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.SUPPLIER_INCIDENT,
    columns=("name", "supplier", "sent_at"),
    filters=("supplier",),
    groups=(Group(_("The message"), ("name", "supplier", "text", "sent_at")),),
    panels=(Panel("register/fragments/_notice_answers.html", notice_answers),),
    intro=_("Messages about supplier incidents that we sent to our federations."),
    empty=_("A notice is sent from the page of a supplier incident."),
    importable=False,
    made_by_hand=False,
    hidden_relations=("supplier-incidents",),
)

INCIDENT_RECORDS = (INCIDENTS, CLOCKS, ENTRIES, NOTICES)
INCIDENT_ACTS = {
    "register.report_supplier_incident": _("Incident reported"),
    "register.answer_clock": _("Clock answered"),
    "register.log_incident": _("Written in the log"),
    "register.end_incident": _("Incident over"),
    "register.send_supplier_notice": _("Told the neighbours"),
    "register.answer_notice": _("Answered a neighbour"),
    "register.merge_suppliers": _("Suppliers merged"),
}


def show_notices_in_menu() -> None:
    """Put neighbours' notices where people look for what comes from others."""
    add_to_menu(
        MenuItem(
            menu=Menu.TOGETHER,
            label=_("Supplier notices"),
            url_name="register:notices",
            permission=Permission.REGISTER_READ,
            order=60,
        )
    )
