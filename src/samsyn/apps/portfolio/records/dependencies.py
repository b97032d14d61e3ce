"""How dependencies are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.forms.nouns import DependencyForm
from samsyn.apps.portfolio.models import Dependency
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Record

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE

DEPENDENCIES = Record(
    model=Dependency,
    slug="dependencies",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "kind", "lag_weeks", "note"),
    filters=("kind", "before", "after"),
    groups=(
        Group(_("What depends"), ("before", "after", "kind", "lag_weeks", "most_weeks", "note")),
    ),
    key=("before", "after"),
    headers={
        "before": ("först", "föregångare", "først", "forgjenger", "before"),
        "after": ("sedan", "efterföljare", "deretter", "derefter", "after"),
    },
    form=DependencyForm,
    intro=_("Which initiative waits for which, and which are run with an eye on each other."),
    empty=_("Two initiatives that depend on each other should find out now."),
    order=40,
)
