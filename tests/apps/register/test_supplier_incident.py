"""A supplier's incident: our own hits, clocks and log; neighbours learn what the sender typed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from samsyn.apps.register.models import (
    Agreement,
    IncidentClock,
    IncidentEntry,
    NoticeAnswer,
    Product,
    Supplier,
    SupplierIncident,
    SupplierNotice,
    System,
)
from samsyn.apps.register.services.supplier_incident import (
    answer_clock,
    answer_notice,
    report_supplier_incident,
    send_supplier_notice,
)
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.register.clocks import Clock
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock, tasks
from samsyn.kernel.access.grants import actor_for
from samsyn.kernel.models import Task
from tests.support.builders import Town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def supplier(north: Town) -> Supplier:
    """A supplier that north and south have systems from."""
    with north.arranging():
        return Supplier.everything.create(name="Nordljus AB", security_phone="08-112")


def system(town: Town, supplier: Supplier, name: str) -> System:
    with town.arranging():
        product = Product.everything.filter(name="Drift").first()
        product = product or Product.everything.create(name="Drift", supplier=supplier)
        return System.everything.create(
            organisation_id=town.id, name=name, product=product, stage="production"
        )


def report(town: Town, supplier: Supplier, **said: Any) -> SupplierIncident:
    facts = {"name": "Ransomware", "aware_at": clock.now() - timedelta(hours=1), **said}
    return report_supplier_incident(town.administrator, supplier_id=supplier.pk, **facts)


def send(town: Town, incident: SupplierIncident) -> SupplierNotice:
    sender = actor_for(town.user(), town.row)  # a job asks what its person may do
    assert sender is not None
    notice = send_supplier_notice(
        sender, incident_id=incident.pk, subject="Be careful", text="Pull the plug."
    )
    with town.looking():
        task = Task.owned_by(town.administrator).get(kind="register.tell_neighbours")
    tasks.perform(task_id=task.pk, organisation_id=town.id)
    with town.looking():
        task.refresh_from_db()
    assert (task.state, task.result) == (Task.State.DONE, {})
    return notice


def test_an_incident_is_closed_and_its_clocks_run(north: Town, supplier: Supplier) -> None:
    incident = report(north, supplier)

    with north.looking():
        clocks = list(IncidentClock.owned_by(north.administrator).order_by("due_at"))
    assert incident.visibility == "restricted"
    assert [c.kind for c in clocks] == [
        Clock.EARLY_WARNING,
        Clock.NOTIFICATION,
        Clock.GDPR_AUTHORITY,
        Clock.FINAL_REPORT,
    ] or {c.kind for c in clocks} == set(Clock)
    assert {c.visibility for c in clocks} == {"restricted"}
    with north.looking():
        assert not SupplierIncident.visible_to(north.person(AccessRole.READER)).exists()


def test_an_answered_notification_starts_the_month(north: Town, supplier: Supplier) -> None:
    incident = report(north, supplier)
    with north.looking():
        clocks = IncidentClock.owned_by(north.administrator).filter(incident=incident)
        notification = clocks.get(kind=Clock.NOTIFICATION)
        before = clocks.get(kind=Clock.FINAL_REPORT).due_at

    answer_clock(north.administrator, clock_id=notification.pk, note="Sent, number 7")

    with north.looking():
        after = clocks.get(kind=Clock.FINAL_REPORT).due_at
        log = IncidentEntry.owned_by(north.administrator).filter(incident=incident)
        assert log.filter(name__contains="number 7").exists()
    assert after < before


def test_a_moment_to_come_is_refused(north: Town, supplier: Supplier) -> None:
    with pytest.raises(Refused):
        report(north, supplier, aware_at=clock.now() + timedelta(hours=1))


def test_the_page_says_what_is_hit_and_whom_to_call(
    north: Town, south: Town, supplier: Supplier, client: Any
) -> None:
    system(north, supplier, "Hjärtat")
    system(south, supplier, "Sydens hemlighet")
    client.force_login(north.user(AccessRole.SECURITY))

    answer = client.post(
        f"/north/suppliers/{supplier.pk}/incident/",
        {"name": "Ransomware", "aware_at": "2026-01-01T10:00", "personal_data": "unknown",
         "significant": "on"},
    )  # fmt: skip
    told = client.get(answer["Location"]).content.decode()

    assert answer.status_code == 302
    assert "Hjärtat" in told
    assert "08-112" in told
    assert "Sydens hemlighet" not in told


def test_neighbours_that_use_it_get_a_mail_that_tells_nothing(
    north: Town, south: Town, far: Town, supplier: Supplier
) -> None:
    system(north, supplier, "Nordens hemlighet")
    system(south, supplier, "Sydens hemlighet")
    secured = south.user(AccessRole.SECURITY)
    south.user(AccessRole.READER)
    far.user(AccessRole.SECURITY)
    incident = report(north, supplier, name="Nordens incident")

    notice = send(north, incident)

    assert [m.to for m in mail.outbox] == [[secured.email]]
    told = f"{mail.outbox[0].subject}{mail.outbox[0].body}"
    assert f"/south/supplier-notices/{notice.pk}/received/" in told
    for secret in ("Nordljus", "North", "north", "hemlighet", "Be careful", "incident at N"):
        assert secret not in told


def test_one_that_does_not_use_it_gets_no_mail(
    north: Town, south: Town, supplier: Supplier
) -> None:
    south.user(AccessRole.SECURITY)

    send(north, report(north, supplier))

    assert mail.outbox == []


def test_the_neighbour_sees_its_own_hits_and_the_message_only(
    north: Town, south: Town, far: Town, supplier: Supplier, client: Any
) -> None:
    system(north, supplier, "Nordens hemlighet")
    system(south, supplier, "Sydens hjärta")
    notice = send(north, report(north, supplier, name="Nordens incident", text="Nordens text"))
    address = f"supplier-notices/{notice.pk}/received/"

    client.force_login(south.user(AccessRole.SECURITY))
    told = client.get(f"/south/{address}").content.decode()
    listed = client.get("/south/supplier-notices/all/").content.decode()
    client.force_login(far.user())
    refused = client.get(f"/far/{address}")

    assert "Pull the plug." in told
    assert "Sydens hjärta" in told
    assert "Be careful" in listed
    for secret in ("Nordens hemlighet", "Nordens incident", "Nordens text"):
        assert secret not in told + listed
    assert refused.status_code == 404


def test_an_answer_reaches_the_one_who_asked_and_nobody_else(
    north: Town, south: Town, alliance: Town, supplier: Supplier, client: Any
) -> None:
    notice = send(north, report(north, supplier))

    answer_notice(south.administrator, notice_id=notice.pk, answer="hit")

    with north.looking():
        (answer,) = NoticeAnswer.to_us(north.administrator)
    assert (answer.organisation_id, answer.answer) == (south.id, "hit")
    with alliance.looking():
        assert not NoticeAnswer.to_us(alliance.administrator).exists()
        assert not NoticeAnswer.everything.exists()
    client.force_login(north.user())
    assert "We are hit" in client.get(f"/north/supplier-notices/{notice.pk}/").content.decode()


def test_an_answer_to_what_one_cannot_see_is_no_answer(
    north: Town, far: Town, supplier: Supplier
) -> None:
    notice = send(north, report(north, supplier))

    with pytest.raises(SupplierNotice.DoesNotExist):
        answer_notice(far.administrator, notice_id=notice.pk, answer="hit")


def test_a_contributor_neither_reports_nor_answers(north: Town, supplier: Supplier) -> None:
    with pytest.raises(NotAllowed):
        report_supplier_incident(
            north.person(AccessRole.CONTRIBUTOR),
            supplier_id=supplier.pk,
            name="x",
            aware_at=clock.now(),
        )


def test_an_agreement_alone_makes_one_concerned(
    north: Town, south: Town, supplier: Supplier
) -> None:
    with south.arranging():
        Agreement.everything.create(organisation_id=south.id, name="x", supplier=supplier)
    south.user(AccessRole.SECURITY)

    send(north, report(north, supplier))

    assert len(mail.outbox) == 1
