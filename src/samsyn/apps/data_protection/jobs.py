"""The room's background work: a large register as a PDF."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.apps.data_protection.models import RegisterFile
from samsyn.apps.data_protection.queries.register import register_of
from samsyn.apps.data_protection.services.register_file import MAKE
from samsyn.apps.data_protection.services.register_paper import register_paper
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.papers.pdf import as_pdf
from samsyn.kernel.tasks import Progress, background


@background(MAKE)
def make_register(progress: Progress, actor: Actor) -> dict[str, object]:
    """Make the file that somebody ordered, in that person's language and with their eyes."""
    actor.must(Permission.DATA_PROTECTION_READ)
    ordered = RegisterFile.owned_by(actor).filter(
        pk__in=[progress.task.about_id], user_id=actor.user_id
    )
    wanted = ordered.first()
    if wanted is None:
        return {"message": _("There is nothing left to do.")}
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    with translation.override(actor.language):
        parts = register_of(actor, organisation, kind=wanted.kind, controller=wanted.controller)
        progress.report(1, 2, _("Making the register"))
        content = as_pdf(register_paper(organisation, parts, kind=wanted.kind))
        ordered.update(content=content, made_at=clock.now())
        return {"message": _("The register is ready.")}
