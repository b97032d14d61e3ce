"""A solution is read in from its file, renewed from a newer one, and refused with every fault."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samsyn.apps.knowledge.models import Requirement, RequirementSet, Solution, SolutionText
from samsyn.apps.knowledge.public import take_in_solution
from samsyn.domain.knowledge.objections import Wrong
from samsyn.domain.shared.refusal import Refused
from tests.apps.knowledge.conftest import TODAY
from tests.apps.knowledge.test_articles import codes
from tests.apps.register.conftest import signed_in
from tests.domain.knowledge.test_publiccode import WHOLE
from tests.support.builders import Town


def test_a_file_becomes_a_solution_with_its_texts(north: Town) -> None:
    solution, new = take_in_solution(north.administrator, text=WHOLE)

    assert new
    assert (solution.name, solution.summary, solution.licence[:8]) == (
        "Ärendehjälpen",
        "Tar emot ärenden.",
        "EUPL-1.2",
    )
    assert (solution.standard_version, solution.read_on) == ("0.4.0", TODAY)
    assert solution.depends_on.splitlines()[0] == "PostgreSQL ≥ 15 (open)"
    with north.looking():
        texts = SolutionText.owned_by(north.administrator).order_by("language")
        assert list(texts.values_list("language", "short")) == [
            ("en", "Takes in cases."),
            ("sv", "Tar emot ärenden."),
        ]


def test_a_newer_file_renews_the_one_we_have_and_no_neighbours(north: Town, south: Town) -> None:
    take_in_solution(south.administrator, text=WHOLE)
    first, _new = take_in_solution(north.administrator, text=WHOLE)

    newer, new = take_in_solution(
        north.administrator,
        text=WHOLE.replace('softwareVersion: "2.1"', 'softwareVersion: "3.0"'),
    )

    assert (newer.pk, newer.version, new) == (first.pk, "3.0", False)
    with south.looking():
        assert Solution.owned_by(south.administrator).get().version == "2.1"
        assert SolutionText.owned_by(south.administrator).count() == 2


def test_everything_wrong_is_told_and_nothing_is_saved(north: Town) -> None:
    wrong = WHOLE.replace("stable", "done").replace("EUPL-1.2 OR", "Free of charge")

    with pytest.raises(Refused) as refused:
        take_in_solution(north.administrator, text=wrong)

    assert codes(refused) == [Wrong.NOT_ONE_OF, Wrong.NOT_LICENCE]
    with north.looking():
        assert not Solution.owned_by(north.administrator).exists()


def test_the_page_takes_a_file_and_tells_each_line_that_is_wrong(north: Town) -> None:
    client = signed_in(north)
    at = "/north/solutions/read-in/"
    wrong = WHOLE.replace("stable", "done")

    refused = client.post(at, {"file": SimpleUploadedFile("publiccode.yml", wrong.encode())})
    told = refused.content.decode()
    assert refused.status_code == 422
    assert "Line 11, developmentStatus: “done” is none of these: concept, development" in told
    assert "name: Ärendehjälpen" in told
    taken = client.post(at, {"pasted": WHOLE}, follow=True).content.decode()
    assert "Read in." in taken
    assert "“tea-making” is not in the standard&#x27;s list." in taken
    latin = client.post(at, {"file": SimpleUploadedFile("x.yml", "å".encode("latin-1"))})
    assert "This is no text in UTF-8." in latin.content.decode()
    assert client.post(at, {}).status_code == 422


def test_a_script_in_a_file_is_only_text(north: Town) -> None:
    bad = WHOLE.replace("Takes in cases.", "<script>alert(1)</script>")
    solution, _new = take_in_solution(north.administrator, text=bad)

    page = signed_in(north).get(f"/north/solutions/{solution.pk}/").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_requirement_is_numbered_once_in_its_set(north: Town) -> None:
    with north.arranging():
        wanted = RequirementSet.everything.create(name="Exit")
        Requirement.everything.create(requirement_set=wanted, number="1", text="Hand out all data.")
    client = signed_in(north)

    answer = client.post(
        "/north/requirements/new/",
        {
            "requirement_set": wanted.pk,
            "number": "1",
            "text": "Again",
            "weight": "must",
            "verification": "test",
            "visibility": "own",
        },
    )

    assert answer.status_code == 422
    assert "The set has this number already." in answer.content.decode()
