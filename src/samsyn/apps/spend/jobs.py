"""Read invoices, and match them again, in the background."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.apps.spend.models import InvoiceReading
from samsyn.apps.spend.services.read_invoices import forget_files, read_invoices, unread
from samsyn.apps.spend.services.settle import match_again
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.tasks import CannotBeDone, Progress, background


@background("spend.read")
def read_for_page(progress: Progress, actor: Actor) -> dict[str, object]:
    """Read what was uploaded; the page tells what came of it."""
    with translation.override(actor.language):
        actor.must(Permission.SPEND_WRITE)
        reading = InvoiceReading.owned_by(actor).filter(
            pk=progress.task.about_id or 0, state=InvoiceReading.State.WAITING
        ).first()  # fmt: skip
        if reading is None:
            raise CannotBeDone(_("These files have been read already."))
        total, files = unread(actor, reading)
        if not total:
            raise CannotBeDone(_("There are no files to read. Choose them again."))
        read_invoices(actor, files=files, reading=reading, total=total, report=progress.report)
        forget_files(actor, reading)
        return {}


@background("spend.match")
def match_for_page(progress: Progress, actor: Actor) -> dict[str, object]:
    """Hold all invoices against the register as it is now."""
    with translation.override(actor.language):
        changed = match_again(actor, report=progress.report)
        told = _("Nothing has changed.")
        if changed:
            told = _("%(count)d invoices stand otherwise than before.") % {"count": changed}
        return {"message": told, "changed": changed}
