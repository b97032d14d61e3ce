"""Preview, write, undo and throw away imports in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.imports.applying import NothingToWrite, apply_import
from samsyn.kernel.imports.previewing import preview
from samsyn.kernel.imports.services import must_import, throw_away_old
from samsyn.kernel.imports.undoing import CannotUndo, undo_import
from samsyn.kernel.imports.wording import explain
from samsyn.kernel.models import Import, Organisation
from samsyn.kernel.records.declaration import Record, all_records
from samsyn.kernel.tasks import CannotBeDone, Progress, background
from samsyn.kernel.tenancy.session import acting_for

Report = Callable[[int, int], None]


@background("imports.preview")
def preview_for_page(progress: Progress, actor: Actor) -> dict[str, object]:
    """Work out what a file would do; the page shows it."""
    with _import_of(progress, actor) as (run, record):
        try:
            preview(run, record, actor, progress.report)
        except Refused as refused:
            raise CannotBeDone(" ".join(map(explain, refused.objections))) from None
    return {}


@background("imports.apply")
def apply_for_page(progress: Progress, actor: Actor) -> dict[str, object]:
    """Write what was seen."""
    with _import_of(progress, actor) as (run, record):
        try:
            return apply_import(run.pk, record, actor, progress.report)
        except NothingToWrite:
            raise CannotBeDone(_("This import has been written already.")) from None
        except IntegrityError:
            raise CannotBeDone(
                _("The register has changed too much since you looked. Import the file again.")
            ) from None


@background("imports.undo")
def undo_for_page(progress: Progress, actor: Actor) -> dict[str, object]:
    """Take an import back."""
    with _import_of(progress, actor) as (run, record):
        try:
            undo_import(run.pk, record, actor)
        except CannotUndo as reason:
            run.result = {**run.result, "touched": reason.rows}
            run.save(update_fields=["result"])
            raise CannotBeDone(
                _("Others have worked with some of the rows since. Nothing was undone.")
            ) from None
        except IntegrityError:
            raise CannotBeDone(
                _("Something new leans on the rows of this import. Nothing was undone.")
            ) from None
    return {}


@app.periodic(cron="40 2 * * *")
@app.task(name="samsyn.imports.throw_away", queueing_lock="imports-throw-away")
def throw_away(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Throw files and previews of imports away after thirty days, in every organisation."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        actor = samsyn_for(organisation_id)
        with acting_for(actor):
            throw_away_old(actor)


@contextmanager
def _import_of(progress: Progress, actor: Actor) -> Iterator[tuple[Import, Record]]:
    """Yield the import that the work is about, speaking the person's language."""
    with translation.override(actor.language):
        run = Import.owned_by(actor).filter(pk=progress.task.about_id or 0).first()
        record = next((r for r in all_records() if run is not None and r.slug == run.slug), None)
        if run is None or record is None or not record.importable:
            raise CannotBeDone(_("This import is no longer here."))
        must_import(actor, record)
        yield run, record
