"""How the versions of agreement templates are listed, shown, typed, imported and exported."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import AgreementTemplate, TemplateVersion
from samsyn.apps.register.queries.template_versions import current_versions
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import Group, Record


def follow_versions(actor: Actor, rows: Sequence[TemplateVersion], _created: bool) -> None:  # noqa: FBT001 - the kernel's signature
    """Let templates name the version that holds today; part of a larger act."""
    holds = current_versions(actor, clock.today())
    changed = {version.template_id for version in rows}
    for template in AgreementTemplate.visible_to(actor).filter(pk__in=changed):
        current = holds[template.pk]
        if (template.current_version, template.current_since) != (current.version, current.since):
            template.current_version, template.current_since = current.version, current.since
            template.save(update_fields=["current_version", "current_since"])


TEMPLATE_VERSIONS = Record(
    model=TemplateVersion,
    slug="template-versions",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "template", "version", "since"),
    filters=("template",),
    groups=(
        Group(_("What it is"), ("template", "version", "since", "summary")),
        Group(_("The text"), ("body",)),
    ),
    key=("template", "version"),
    headers={
        "template": ("mall", "mal", "skabelon", "template"),
        "version": ("version", "versjon", "utgåva"),
        "since": ("gäller från", "gjelder fra", "gælder fra"),
        "body": ("text", "tekst", "body"),
    },
    after_save=follow_versions,
    intro=_("The texts of agreement templates, version by version, shared by all organisations."),
    empty=_("Write down a version of a template with its text, and what changed since the last."),
    order=71,
)
