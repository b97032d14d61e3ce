"""How units, people, roles, assignments, absences and pooled time are listed, shown and found."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Expression, OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.forms import UnitForm
from samsyn.apps.organisation.models import (
    Absence,
    Assignment,
    CapacityChange,
    Person,
    Role,
    Unit,
)
from samsyn.apps.organisation.queries import in_force
from samsyn.apps.organisation.services.naming import name_again
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.navigation import Menu, MenuItem
from samsyn.kernel.records.declaration import Action, Computed, Group, Record
from samsyn.kernel.records.history import name_acts


def assigned_share(actor: Actor) -> Expression:
    """Add up the shares of somebody's assignments that are in force today."""
    held = Assignment.owned_by(actor).filter(in_force(clock.today()), person=OuterRef("pk"))
    total = held.order_by().values("person").annotate(total=Sum("share")).values("total")
    return Subquery(total)  # type: ignore[return-value]


def renamed(actor: Actor, rows: Sequence[Person] | Sequence[Role], created: bool) -> None:  # noqa: FBT001 - the hook's signature
    """Let what is named after people or roles follow their new names."""
    if not created:
        name_again(actor, rows)


UNITS = Record(
    model=Unit,
    slug="units",
    menu=Menu.ORGANISATION,
    read=Permission.ORGANISATION_READ,
    write=Permission.ORGANISATION_WRITE,
    columns=("name", "kind", "parent", "manager", "code"),
    filters=("kind", "parent", "is_controller"),
    groups=(
        Group(_("What it is"), ("name", "kind", "parent", "code")),
        Group(_("Who answers"), ("manager", "is_controller")),
    ),
    headers={
        "name": ("enhet", "organisation", "avdelning", "enhetsnamn", "enhed", "avdeling", "unit"),
        "kind": ("nivå", "niveau", "typ", "type", "enhetstyp", "level"),
        "code": ("kod", "ansvar", "ansvarskod", "kostnadsställe", "kode", "orgid", "cost centre"),
        "parent": (
            "överordnad",
            "tillhör",
            "överordnad enhet",
            "overordnet",
            "hører til",
            "parent",
        ),
        "manager": ("chef", "enhetschef", "ansvarig", "leder", "ansvarlig", "manager"),
        "is_controller": ("personuppgiftsansvarig", "behandlingsansvarlig", "dataansvarlig"),
    },
    form=UnitForm,
    intro=_("How the organisation is built: boards, service areas, departments and units."),
    empty=_("Add the boards and departments, or import them from the HR system."),
    order=20,
)

PEOPLE = Record(
    model=Person,
    slug="people",
    menu=Menu.ORGANISATION,
    read=Permission.ORGANISATION_READ,
    write=Permission.ORGANISATION_WRITE,
    columns=("name", "job_title", "unit", "email", "assigned", "employed_until"),
    filters=("unit",),
    computed=(Computed("assigned", _("assigned, % of full time"), assigned_share),),
    groups=(
        Group(_("Who it is"), ("name", "job_title", "unit", "email", "employee_id")),
        Group(
            _("Employment"),
            ("working_share", "employed_from", "employed_until", "planned_retirement"),
        ),
    ),
    headers={
        "name": ("namn", "navn", "medarbetare", "anställd", "ansatt", "medarbejder", "person"),
        "email": ("e-post", "epost", "mail", "e-postadress", "epostadresse", "e-mail"),
        "job_title": ("befattning", "titel", "stilling", "stillingsbetegnelse", "yrke", "title"),
        "employee_id": ("anställningsnummer", "anst.nr", "ansattnummer", "medarbejdernummer"),
        "unit": (
            "enhet",
            "avdelning",
            "förvaltning",
            "avdeling",
            "enhed",
            "afdeling",
            "department",
        ),
        "working_share": ("sysselsättningsgrad", "tjänstgöringsgrad", "stillingsprosent", "fte"),
        "employed_from": ("anställd från", "anställningsdatum", "ansatt fra", "ansat fra", "start"),
        "employed_until": ("anställd till", "slutdatum", "ansatt til", "ansat til", "slutar"),
        "planned_retirement": ("pension", "pensionsdatum", "pensjon", "pensjonsdato"),
    },
    key=("email",),
    actions=(Action(_("Hand over"), "organisation:hand_over", Permission.ORGANISATION_WRITE),),
    after_save=renamed,
    intro=_("Who works here, in which unit and how much of full time."),
    empty=_("Import people from the HR system, or add those who answer for something."),
    order=30,
)

ROLES = Record(
    model=Role,
    slug="roles",
    menu=Menu.ORGANISATION,
    read=Permission.ORGANISATION_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "is_critical", "typical_share"),
    filters=("is_critical",),
    groups=(Group(_("What it is"), ("name", "description", "typical_share", "is_critical")),),
    headers={
        "name": ("roll", "rolle", "uppdrag"),
        "description": ("beskrivning", "beskrivelse"),
        "typical_share": ("omfattning", "normal omfattning", "omfang"),
        "is_critical": ("kritisk",),
    },
    after_save=renamed,
    intro=_("What people can be besides their employment. All organisations share this list."),
    empty=_("Add the roles that digital work needs: strategist, system owner, architect."),
    order=40,
)

ASSIGNMENTS = Record(
    model=Assignment,
    slug="assignments",
    menu=Menu.ORGANISATION,
    read=Permission.ORGANISATION_READ,
    write=Permission.ORGANISATION_WRITE,
    columns=("name", "unit", "share", "since", "until", "deputy"),
    filters=("role", "unit", "person", "deputy"),
    groups=(
        Group(_("Who does what"), ("person", "role", "unit", "share")),
        Group(_("When, and who steps in"), ("since", "until", "deputy")),
    ),
    key=("person", "role"),
    headers={
        "person": ("person", "namn", "navn", "innehavare", "medarbetare"),
        "role": ("roll", "rolle", "uppdrag"),
        "unit": ("enhet", "avdelning", "avdeling", "enhed"),
        "share": ("andel", "omfattning", "procent", "prosent", "tid"),
        "since": ("från", "fra", "från och med", "start"),
        "until": ("till", "til", "till och med", "slut"),
        "deputy": ("ersättare", "vikarie", "stedfortreder", "stedfortræder", "backup"),
    },
    intro=_("Who holds which role, for how much of full time, and who steps in."),
    empty=_("Give somebody a role: plans count on the shares you write here."),
    order=50,
)

ABSENCES = Record(
    model=Absence,
    slug="absences",
    menu=Menu.ORGANISATION,
    read=Permission.ORGANISATION_READ,
    write=Permission.ORGANISATION_WRITE,
    columns=("name", "kind", "since", "until", "share"),
    filters=("person", "kind"),
    groups=(Group(_("Who is away, and when"), ("person", "kind", "since", "until", "share")),),
    key=("person", "since"),
    headers={
        "person": ("person", "namn", "navn", "medarbetare"),
        "kind": ("typ", "type", "orsak", "årsak"),
        "since": ("från", "fra", "från och med", "start"),
        "until": ("till", "til", "till och med", "slut"),
        "share": ("andel", "omfattning", "procent", "prosent"),
    },
    intro=_("When people are away for long. Health is nobody's business here: write only leave."),
    empty=_("Add parental leave and other long leave, so that plans don't count on the person."),
    order=60,
)

CAPACITY_CHANGES = Record(
    model=CapacityChange,
    slug="capacity-changes",
    menu=Menu.ORGANISATION,
    read=Permission.ORGANISATION_READ,
    write=Permission.ORGANISATION_WRITE,
    columns=("name", "share", "person", "since", "until"),
    filters=("role", "person"),
    groups=(
        Group(_("Whose time, and with whom"), ("name", "role", "person", "reason")),
        Group(_("How much, and when"), ("share", "since", "until")),
    ),
    importable=False,
    made_by_hand=False,
    writable=False,
    intro=_("What is borrowed from others (above zero) and lent to them. Plans count with it."),
    empty=_("When you agree with a neighbour to borrow or lend time, it is here."),
    order=65,
)

RECORDS = (UNITS, PEOPLE, ROLES, ASSIGNMENTS, ABSENCES, CAPACITY_CHANGES)

OWN_PAGES = (
    MenuItem(
        menu=Menu.ORGANISATION,
        label=_("Access"),
        url_name="organisation:access",
        permission=Permission.ACCESS_MANAGE,
        order=80,
    ),
    MenuItem(
        menu=Menu.ORGANISATION,
        label=_("Settings"),
        url_name="organisation:settings",
        permission=Permission.ACCESS_MANAGE,
        order=90,
    ),
)

name_acts(
    {
        "organisation.hand_over": _("Handed over"),
        "organisation.change_access": _("Access changed"),
        "organisation.invite": _("Invited"),
        "organisation.change_settings": _("Settings changed"),
    }
)
