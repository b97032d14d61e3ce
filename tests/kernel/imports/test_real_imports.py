"""A public list of products in use goes into the catalogue, once."""

from __future__ import annotations

import pytest

from samsyn.apps.register.models import Product
from tests.kernel.imports.conftest import Sit
from tests.kernel.imports.test_real_worksheets import REGISTER
from tests.support.builders import Town


def test_the_public_list_of_products_is_imported(wizard: Sit, north: Town) -> None:
    path = REGISTER / "products_used_by.csv"
    if not path.exists():
        pytest.skip(f"{path.name} is not here; set SAMSYN_SHARED to the folder that has it")
    at = wizard("products")
    at.upload(path.read_bytes(), path.name)
    at.columns()
    at.answers(all="new", about="asked")
    assert at.reasons() == {"C60": "invalid"}  # an address that is none
    assert "Enter a valid URL." in at.look("refused")
    at.answers(leave_empty="yes", tolerate=["website"])
    counts = at.run.counts
    assert counts == {"created": 70, "duplicate": 1}
    at.write()
    with north.looking():
        assert Product.everything.count() == counts["created"]

    again = wizard("products")
    again.upload(path.read_bytes(), path.name)
    again.columns()

    assert again.run.counts == {"unchanged": 69, "duplicate": 1, "refused": 1}
