"""How information assets are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import Classification, InformationAsset
from samsyn.apps.register.queries.classifications import latest_of
from samsyn.apps.register.records import headers
from samsyn.apps.register.records.panels import asset_classification
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record


def decisions_follow(actor: Actor, asset: InformationAsset, _created: bool) -> None:  # noqa: FBT001 - the kernel's signature
    """Let the asset's classifications be exactly as visible as the asset."""
    Classification.owned_by(actor).filter(asset=asset).exclude(visibility=asset.visibility).update(
        visibility=asset.visibility
    )


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
        Group(_("Personal data"), ("personal_data", "categories", "data_subjects")),
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
    panels=(Panel("register/fragments/_classification.html", asset_classification),),
    actions=(
        Action(_("Classify"), "register:asset_classify", Permission.ASSET_CLASSIFY, primary=True),
    ),
    intro=_("The information we answer for, how sensitive it is, and where it lies."),
    empty=_("Begin with what would hurt most if it leaked, was wrong or was gone."),
    order=30,
    after_save=decisions_follow,
)
