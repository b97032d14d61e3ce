"""No table and no query slips past the wall between organisations."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from samsyn.kernel.tenancy.owned import Catalogue, Owned

SOURCE = Path(__file__).parents[2] / "src" / "samsyn"
# Tables that are neither an organisation's nor the catalogue's, each with its reason.
OF_NOBODY = {
    "kernel.Organisation": "its name is known to all; changed by itself alone",
    "kernel.Membership": "who is in which federation is known to all",
    "kernel.User": "one account for several organisations; never listed",
    "kernel.ApiToken": "looked up by its digest before anybody is known",
    "kernel.DailyLetter": "of an account, about all the organisations it may act for",
    "kernel.Change": "walled; also tells of the catalogue",
    "kernel.SearchEntry": "walled; also finds the catalogue",
}
# Who may read a table without saying for whom: the kernel itself, and what runs set-based under
# row security inside an act. Everybody else says `visible_to` or `owned_by`.
MAY_SAY_EVERYTHING = (
    "kernel/",
    "apps/register/models/capability.py",  # the catalogue: twins by name, whoever wrote them
    "apps/register/models/override.py",  # the levels of its own system, under row security
    "apps/register/models/product.py",
    "apps/register/models/supplier.py",
    "apps/register/models/supplier_notice.py",  # the answers to our own notices, by row security
    "apps/council/models/belonging.py",  # `visible_to` of a forum's rows: the first wall itself
    "apps/council/models/forum.py",
    "apps/council/models/locking.py",  # the row at hand as it was, under row security
    "apps/federation/models/belonging.py",  # `visible_to` of what a member told its federation
    "apps/federation/models/pooled.py",
    "apps/policy/rules/dir_004_shelf_warmer.py",  # inside an EXISTS of our own documents
)
WRITES = {"create", "bulk_create", "bulk_update", "update_or_create", "none"}


def test_every_table_has_an_owner_or_a_reason_not_to() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("samsyn.")]
    homeless = {m._meta.label for m in ours if not issubclass(m, Owned | Catalogue)}

    assert homeless == set(OF_NOBODY)


def test_only_the_kernel_reads_without_saying_for_whom() -> None:
    offenders = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and _reads_everything(ast.parse(path.read_text()))
    }

    assert {path for path in offenders if not path.startswith(MAY_SAY_EVERYTHING)} == set()


def _reads_everything(tree: ast.Module) -> bool:
    """Find `.everything` in a read; a `.everything.create(...)` is checked by the database."""
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    writes = {id(node.value) for node in attributes if node.attr in WRITES}
    return any(
        node.attr in {"_base_manager", "_default_manager"}
        or (node.attr == "everything" and id(node) not in writes)
        for node in attributes
    )


@pytest.mark.django_db
def test_the_database_itself_finds_no_gap() -> None:
    call_command("check", databases=["default"])


@pytest.mark.django_db
def test_every_wall_is_written_down_in_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
