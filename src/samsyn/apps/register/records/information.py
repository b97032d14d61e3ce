"""How information assets, their classifications and workshops are listed, shown and typed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.forms.workshop import WorkshopRecordForm
from samsyn.apps.register.models import Classification, ClassificationWorkshop, InformationAsset
from samsyn.apps.register.queries.classifications import latest_of
from samsyn.apps.register.records import headers_information as headers
from samsyn.apps.register.records.panels_information import (
    asset_in_short,
    who_would_suffer,
)
from samsyn.apps.register.services.follow_names import parts_follow
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record


def decisions_follow(actor: Actor, rows: Sequence[InformationAsset], created: bool) -> None:  # noqa: FBT001 - the kernel's signature
    """Let the assets' classifications and workshops be exactly as visible as the assets."""
    if created:
        return
    for reach in {str(asset.visibility) for asset in rows}:
        assets = [asset for asset in rows if asset.visibility == reach]
        for model in (Classification, ClassificationWorkshop):
            decided = model.owned_by(actor).filter(asset__in=assets)
            decided.exclude(visibility=reach).update(visibility=reach)
    parts_follow(actor, rows, created)


def _latest(name: str, label: object, kind: str = "number") -> Computed:
    return Computed(name, label, lambda actor: latest_of(actor, name), kind)  # type: ignore[arg-type]


ASSETS = Record(
    model=InformationAsset,
    slug="information-assets",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=(
        "name",
        "personal_data",
        "owner",
        "confidentiality",
        "integrity",
        "availability",
        "next_review",
    ),
    filters=("personal_data", "owner", "unit"),
    groups=(
        Group(_("What it is"), ("name", "description", "retention")),
        Group(_("Who answers"), ("owner", "unit")),
        Group(
            _("Personal data"),
            ("personal_data", "categories", "special_categories", "data_subjects", "legal_basis"),
        ),
    ),
    computed=(
        _latest("confidentiality", _("confidentiality")),
        _latest("integrity", _("integrity")),
        _latest("availability", _("availability")),
        _latest("traceability", _("traceability")),
        _latest("decided_on", _("classified on"), "date"),
        _latest("next_review", _("next review"), "date"),
    ),
    headers=headers.ASSET,
    tones={"personal_data": {"none": "neutral", "ordinary": "info", "sensitive": "warning"}},
    panels=(Panel("register/fragments/_asset.html", asset_in_short),),
    actions=(
        Action(
            _("Start a workshop"),
            "register:workshop_start",
            Permission.ASSET_CLASSIFY,
            primary=True,
        ),
        Action(_("Classify"), "register:asset_classify", Permission.ASSET_CLASSIFY),
    ),
    hidden_relations=(
        "systems",
        "flows",
        "routine-rights",
        "classifications",
        "classification-workshops",
    ),
    intro=_("The information we answer for, how sensitive it is, and where it lies."),
    empty=_("Begin with what would hurt most if it leaked, was wrong or was gone."),
    order=30,
    after_save=decisions_follow,
)

CLASSIFICATIONS = Record(
    model=Classification,
    slug="classifications",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.ASSET_CLASSIFY,
    columns=(
        "name",
        "confidentiality",
        "integrity",
        "availability",
        "traceability",
        "decided_on",
        "next_review",
    ),
    filters=("asset", "scale"),
    groups=(
        Group(
            _("What was decided"),
            ("asset", "scale", "confidentiality", "integrity", "availability", "traceability"),
        ),
        Group(
            _("Why"),
            (
                "confidentiality_reason",
                "integrity_reason",
                "availability_reason",
                "traceability_reason",
            ),
        ),
        Group(_("When, and who took part"), ("decided_on", "next_review", "participants")),
    ),
    key=("asset", "decided_on"),
    importable=False,
    made_by_hand=False,
    writable=False,
    panels=(Panel("register/fragments/_who_would_suffer.html", who_would_suffer),),
    actions=(
        Action(
            _("One-page report"),
            "register:classification_report",
            Permission.REGISTER_READ,
            primary=True,
        ),
    ),
    intro=_("Every decision on how much information must be protected. None is ever changed."),
    empty=_("Classify an information asset, alone or in a workshop; the decision is kept here."),
)

WORKSHOPS = Record(
    model=ClassificationWorkshop,
    slug="classification-workshops",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.ASSET_CLASSIFY,
    columns=("name", "asset", "scale", "held_on", "decision"),
    filters=("asset", "decision"),
    groups=(
        Group(
            _("What it is about"),
            ("asset", "scale", "held_on", "participants", "next_review", "decision"),
        ),
    ),
    key=("asset", "held_on"),
    headers=headers.WORKSHOP,
    form=WorkshopRecordForm,
    actions=(
        Action(
            _("Go on with the workshop"),
            "register:workshop",
            Permission.ASSET_CLASSIFY,
            shown=lambda workshop: workshop.decision_id is None,
            primary=True,
        ),
    ),
    intro=_("Where groups judge how bad it would be; the answers are kept until they decide."),
    empty=_("Open an information asset and start a workshop there."),
)
