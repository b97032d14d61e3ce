"""Name the classifications there are, and bring the scales that come with every installation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import migrations

from samsyn.apps.register.services.load_scales import load_scales

_CLASSIFICATION = "register_classification"
_SCALES = ("register_classificationscale", "register_scalestep")


@contextmanager
def _by_the_owner(
    editor: Any,  # noqa: ANN401 - Django's schema editor
    tables: tuple[str, ...],
    walled: tuple[str, ...],
) -> Iterator[None]:
    """Let the owner of the tables write what no person's act writes, and see all rows."""
    for table in walled:
        editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    for table in tables:
        editor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER journal')
    yield
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else events pend, and nothing may be altered
    for table in tables:
        editor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER journal')
    for table in walled:
        editor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def name_decisions(apps: Any, editor: Any) -> None:  # noqa: ANN401 - Django's signature
    """Name each classification by its asset and its day, as new ones are."""
    classifications = apps.get_model("register", "Classification").everything
    walled = (_CLASSIFICATION, "register_informationasset")
    with _by_the_owner(editor, (_CLASSIFICATION,), walled):
        for decision in classifications.select_related("asset").iterator(chunk_size=1000):
            decision.name = f"{decision.asset.name} · {decision.decided_on:%Y-%m-%d}"
            decision.save(update_fields=["name", "sort_key"])


def bring_scales(apps: Any, editor: Any) -> None:  # noqa: ANN401 - Django's signature
    """Fill the catalogue's two tables."""
    scales = apps.get_model("register", "ClassificationScale").everything
    with _by_the_owner(editor, _SCALES, ()):
        load_scales(scales, apps.get_model("register", "ScaleStep").everything)


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("register", "0003_information")]

    operations = [
        migrations.RunPython(name_decisions, migrations.RunPython.noop),
        migrations.RunPython(bring_scales, migrations.RunPython.noop),
    ]
