"""How classification scales and their steps are listed, shown, typed and imported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import ClassificationScale, ScaleStep
from samsyn.apps.register.records import headers_information as headers
from samsyn.apps.register.records.panels_information import scale_in_full
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import MORE, Menu
from samsyn.kernel.records.declaration import Group, Panel, Record

SCALES = Record(
    model=ClassificationScale,
    slug="classification-scales",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "code", "lowest", "highest", "reason_from", "published_by"),
    groups=(
        Group(_("What it is"), ("name", "code", "published_by", "website")),
        Group(_("Its levels"), ("lowest", "highest", "reason_from")),
    ),
    key=("code",),
    headers=headers.SCALE,
    panels=(Panel("register/fragments/_scale.html", scale_in_full),),
    hidden_relations=("scale-steps",),
    intro=_(
        "Scales stand on one ladder of harm: 0 none, 1 slight, 2 moderate, 3 considerable, 4 grave."
        " A scale chooses its rungs and its words, so levels of different scales can be compared."
    ),
    empty=_("Add a scale, then its sentences for each level and for whom it would hurt."),
    order=65,
    under=MORE,
)

STEPS = Record(
    model=ScaleStep,
    slug="scale-steps",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "words"),
    filters=("scale", "aspect", "perspective", "language"),
    groups=(
        Group(_("Where it stands"), ("scale", "aspect", "perspective", "level", "language")),
        Group(_("What it says"), ("words",)),
    ),
    key=("scale", "aspect", "perspective", "level", "language"),
    headers=headers.SCALE_STEP,
    intro=_("What each level means. A sentence without an aspect holds for all of them."),
    empty=_("Write what the lowest level means for the person it is about."),
)
