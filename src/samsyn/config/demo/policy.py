"""Give an organisation its steering documents, and let rules check their clauses."""

from __future__ import annotations

from samsyn.apps.policy.models import Clause, ClauseRule, SteeringDocument
from samsyn.config.demo import dates, sheets
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.kernel.rules import rule_by_code


def write_down(site: Site, staff: Staff) -> dict[str, SteeringDocument]:
    """Build the room of steering documents; return them by their keys."""
    documents: dict[str, SteeringDocument] = {}
    with site.making("policy"):
        for row in site.rows("Documents"):
            documents[row["key"]] = _document(site, staff, row, documents)
        SteeringDocument.everything.bulk_create(documents.values())
        rows = site.rows("Clauses")
        clauses = [_clause(site, documents[row["document"]], row) for row in rows]
        Clause.everything.bulk_create(clauses)
        ClauseRule.everything.bulk_create(
            ClauseRule(organisation_id=site.id, clause=clause, rule_code=code)
            for row, clause in zip(rows, clauses, strict=True)
            for code in row["rules"].split()
            if rule_by_code(code)
        )
    return documents


def _document(
    site: Site, staff: Staff, row: sheets.Row, before: dict[str, SteeringDocument]
) -> SteeringDocument:
    since = dates.some_day(site.today, row["since"])
    decided = row["status"] == SteeringDocument.Status.DECIDED
    return SteeringDocument(
        organisation_id=site.id,
        name=row["name"],
        kind=row["kind"],
        status=row["status"],
        status_since=since,
        decided_by=row["by"],
        decided_on=since if decided else None,
        next_review=site.day(row["review"]),
        parent=before.get(row.get("under", "")),
        owner=staff.person(row["owner"]),
        text=row["text"],
        confirmed_on=site.long_ago(5, 300),
    )


def _clause(site: Site, document: SteeringDocument, row: sheets.Row) -> Clause:
    return Clause(
        organisation_id=site.id,
        document=document,
        number=row["number"],
        name=row["heading"],
        text=row["text"],
        kind=row["kind"],
        confirmed_on=site.long_ago(5, 300),
    )
