"""What every step of an import says alike: the noun, the addresses, the progress."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.kernel.imports.services import is_busy
from samsyn.kernel.models import Import, Task
from samsyn.kernel.records.declaration import Record, list_url


def heading(record: Record) -> dict[str, str]:
    """Return what the noun is called."""
    return {
        "title": record.title,
        "title_plural": record.title_plural,
        "slug": record.slug,
    }


def import_url(record: Record, run: Import, step: str) -> str:
    """Return the address of one step of one import."""
    return reverse(f"imports:{step}", kwargs={"slug": record.slug, "pk": run.pk})


def breadcrumbs(record: Record) -> list[dict[str, str]]:
    """Return the way back to the list and to the first step."""
    upload = reverse("imports:upload", kwargs={"slug": record.slug})
    return [
        {"label": record.title_plural, "url": list_url(record)},
        {"label": _("Import"), "url": upload},
    ]


def summary(run: Import) -> str:
    """Return in a few words what was written."""
    facts = {"created": run.result.get("created", 0), "changed": run.result.get("changed", 0)}
    return _("%(created)d new, %(changed)d changed") % facts


def progress_of(record: Record, run: Import) -> dict[str, object]:
    """Return what the progress card needs: work under way, or work that did not end well."""
    task = run.task
    if task is None or task.state == Task.State.DONE:
        return {}
    found: dict[str, object] = {"task": task, "poll_url": import_url(record, run, "progress")}
    if is_busy(run):
        found["stop_url"] = import_url(record, run, "stop")
    return found
