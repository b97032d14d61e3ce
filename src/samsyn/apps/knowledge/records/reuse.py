"""How requirement sets, agreement texts and solutions are listed, shown, typed and imported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.knowledge.models import (
    AgreementText,
    Requirement,
    RequirementSet,
    Solution,
    SolutionText,
)
from samsyn.apps.knowledge.views.panels import solution_texts
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import MORE, Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record
from samsyn.kernel.records.following import parts_follow

_READ, _WRITE = Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE
_OWNER = ("ägare", "ansvarig", "eier", "ansvarlig", "ejer", "owner")

REQUIREMENT_SETS = Record(
    model=RequirementSet,
    slug="requirement-sets",
    menu=Menu.REGISTER,
    under=MORE,
    read=_READ,
    write=_WRITE,
    columns=("name", "applies_when", "source", "owner", "next_review"),
    filters=("owner",),
    groups=(
        Group(_("What it is for"), ("name", "purpose", "applies_when", "source")),
        Group(_("Who answers"), ("owner", "next_review")),
    ),
    headers={
        "name": ("kravkatalog", "kravuppsättning", "kravsett", "kravsæt", "requirement set"),
        "owner": _OWNER,
    },
    after_save=parts_follow,
    intro=_("Requirements that belong together, written once and used in every purchase."),
    empty=_("Begin with what you ask of every supplier: accessibility, logging, how one leaves."),
    order=75,
)

REQUIREMENTS = Record(
    model=Requirement,
    slug="requirements",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("number", "name", "requirement_set", "weight", "verification"),
    filters=("requirement_set", "weight", "verification"),
    groups=(
        Group(
            _("What is required"),
            ("requirement_set", "number", "name", "text", "weight", "why", "verification"),
        ),
    ),
    key=("requirement_set", "number"),
    headers={
        "requirement_set": ("kravkatalog", "kravuppsättning", "kravsett", "kravsæt"),
        "number": ("nr", "nummer", "krav-id", "id"),
        "name": ("rubrik", "overskrift", "tittel", "titel"),
        "text": ("krav", "kravtext", "kravtekst", "requirement"),
        "weight": ("ska/bör", "skall/bör", "må/bør", "skal/bør", "typ", "type"),
        "why": ("motiv", "motivering", "begrunnelse", "begrundelse", "varför"),
        "verification": ("verifiering", "bevis", "verifikasjon", "verifikation", "dokumentation"),
    },
    tones={"weight": {"must": "warning", "should": "info"}},
    intro=_("What suppliers must and should do, why, and how it is shown."),
    empty=_("Add the first requirement of a set, or import them from a spreadsheet."),
)

AGREEMENT_TEXTS = Record(
    model=AgreementText,
    slug="agreement-texts",
    menu=Menu.REGISTER,
    under=MORE,
    read=_READ,
    write=_WRITE,
    columns=("name", "kind", "what_for", "owner", "next_review"),
    filters=("kind", "owner"),
    groups=(
        Group(_("The text"), ("name", "kind", "what_for", "text")),
        Group(_("Behind it"), ("why", "built_on")),
        Group(_("Who answers"), ("owner", "next_review")),
    ),
    headers={
        "name": ("avtalstext", "avtaletekst", "aftaletekst", "klausul", "agreement text"),
        "text": ("text", "tekst", "lydelse", "ordlyd"),
        "owner": _OWNER,
    },
    intro=_("Wording for agreements that has held, to be used again."),
    empty=_("Keep the clause that saved you once: exit, incidents, penalties."),
    order=76,
)

SOLUTIONS = Record(
    model=Solution,
    slug="solutions",
    menu=Menu.REGISTER,
    under=MORE,
    read=_READ,
    write=_WRITE,
    columns=("name", "summary", "licence", "status", "maintenance", "maintained_until"),
    filters=("software_type", "status", "maintenance", "licence", "responsible"),
    groups=(
        Group(
            _("What it is"),
            ("name", "summary", "url", "landing_url", "software_type", "categories", "platforms"),
        ),
        Group(
            _("How far it has come"),
            ("status", "version", "released_on", "licence", "owner_name"),
        ),
        Group(_("Who keeps it alive"), ("maintenance", "contractors", "maintained_until")),
        Group(
            _("What it takes"),
            ("localisation_ready", "languages", "depends_on", "responsible"),
        ),
        Group(_("Where this comes from"), ("standard_version", "read_on")),
    ),
    key=("name",),
    keys=(("url",), ("name",)),
    headers={
        "name": ("lösning", "løsning", "programvara", "programvare", "solution"),
        "url": ("källkod", "kildekode", "repo", "repository"),
        "licence": ("licens", "lisens", "license"),
    },
    tones={
        "status": {"stable": "success", "beta": "info", "obsolete": "warning", "concept": "neutral"}
    },
    panels=(Panel("knowledge/fragments/_texts.html", solution_texts),),
    list_actions=(Action(_("Read in a publiccode.yml"), "knowledge:read_in", _WRITE),),
    after_save=parts_follow,
    hidden_relations=("solution-texts",),
    intro=_("Software that may be used by others, as its own source code describes it."),
    empty=_("Read in the publiccode.yml of a solution that you have, or have found."),
    order=77,
)

SOLUTION_TEXTS = Record(
    model=SolutionText,
    slug="solution-texts",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "solution", "language", "short"),
    filters=("solution", "language"),
    groups=(
        Group(
            _("In one language"),
            ("solution", "language", "local_name", "short", "long", "features", "documentation"),
        ),
    ),
    key=("solution", "language"),
    intro=_("What solutions are, in each language."),
)
