"""Describe what is done with personal data, and what processors have promised."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.apps.data_protection.models import (
    ActivityAgreement,
    ActivityAsset,
    ActivitySubjects,
    ActivitySystem,
    ControllerDetails,
    ProcessingActivity,
    ProcessorTerms,
    Purpose,
    SubProcessor,
)
from samsyn.apps.organisation.models import Unit
from samsyn.apps.register.models import InformationAsset, TemplateVersion
from samsyn.config.demo import sheets
from samsyn.config.demo.catalogue import Shared
from samsyn.config.demo.dates import some_day
from samsyn.config.demo.holdings import Estate, Holding, date_after
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.config.demo.words import WORDS

_OPEN = "public"


def write_versions(site: Site, shared: Shared) -> None:
    """Write down the texts of the agreement template, version by version."""
    template = shared.templates[WORDS["sv"].template]
    if TemplateVersion.visible_to(site.samsyn).filter(template=template).exists():
        return
    made = [
        TemplateVersion(
            template=template,
            version=row["version"],
            since=some_day(site.today, row["since"]),
            body="\n".join(line.strip() for line in row["text"].split("⏎")),
            summary=row["summary"],
        )
        for row in sheets.read("privacy")["Clauses"]
    ]
    with site.making("template_versions"):
        for version in made:
            version.name_it()
        TemplateVersion.everything.bulk_create(made)


def describe(site: Site, staff: Staff, estate: Estate) -> None:
    """Keep the register that Article 30 demands, where people write Swedish."""
    if site.language != "sv":
        return
    with site.making("data_protection"):
        _controllers(site, staff)
        _activities(site, staff, estate)
        _terms(site, staff, estate)


def _controllers(site: Site, staff: Staff) -> None:
    officer = staff.person("is") or staff.person("ds")
    boards = [unit for unit in staff.units.values() if unit.kind == Unit.Kind.BOARD]
    ControllerDetails.everything.bulk_create(
        ControllerDetails(
            organisation_id=site.id,
            name=f"{unit.name} i {site.name}" if unit else site.name,
            unit=unit,
            email=f"dataskydd@{site.slug}.example",
            dpo_name=str(officer or ""),
            dpo_email=f"dataskyddsombud@{site.slug}.example",
        )
        for unit in (None, *boards)
    )


def _activities(site: Site, staff: Staff, estate: Estate) -> None:
    made = [
        (row, estate.of(row["system"]), _activity(site, staff, row))
        for row in sheets.read("privacy")["Activities"]
        if estate.has(row["system"]) and row["controller"] in staff.units
    ]
    activities = [activity for _row, _held, activity in made]
    ProcessingActivity.everything.bulk_create(activities)
    purposes = [_purpose(site, row, activity) for row, _h, activity in made if row["purpose"]]
    for purpose in purposes:
        purpose.name_it()
    Purpose.everything.bulk_create(purposes)
    ActivitySubjects.everything.bulk_create(
        subject for row, _held, activity in made for subject in _subjects(site, row, activity)
    )
    for row_held in made:
        _link(site, row_held[1], row_held[2])


def _activity(site: Site, staff: Staff, row: sheets.Row) -> ProcessingActivity:
    ready = row["status"] == "ready"
    reviewed = site.long_ago(40, 300) if ready else None
    return ProcessingActivity(
        organisation_id=site.id,
        visibility=_OPEN if row["summary"] else "own",
        name=row["name"],
        controller=staff.unit(row["controller"]),
        unit=staff.unit(row["responsible"]),
        responsible=staff.person(row["responsible"]),
        status=row["status"],
        storage=row["storage"],
        recipients="Inga utanför organisationen och dess biträden" if ready else "",
        third_country="no" if ready else "",
        informed="yes" if ready else "",
        informed_how="Information lämnas när uppgifterna samlas in." if ready else "",
        technical_measures="Behörighet efter uppdrag, loggning, kryptering." if ready else "",
        organisational_measures="Årlig genomgång av behörigheter." if ready else "",
        public_summary=row["summary"],
        reviewed_on=reviewed,
        next_review=date_after(reviewed, 730) if reviewed else None,
        confirmed_on=reviewed,
    )


def _purpose(site: Site, row: sheets.Row, activity: ProcessingActivity) -> Purpose:
    return Purpose(
        organisation_id=site.id,
        visibility=activity.visibility,
        activity=activity,
        text=row["purpose"],
        article_6=row["art6"].split(),
        article_9=row["art9"].split(),
        law=row["law"],
    )


def _subjects(
    site: Site, row: sheets.Row, activity: ProcessingActivity
) -> Iterator[ActivitySubjects]:
    for name in row["subjects"].split(", "):
        yield ActivitySubjects(
            organisation_id=site.id,
            visibility=activity.visibility,
            activity=activity,
            name=name,
            categories=row["categories"],
            personal_data=InformationAsset.PersonalData(row["sensitive"]),
        )


def _link(site: Site, held: Holding, activity: ProcessingActivity) -> None:
    here = {"organisation_id": site.id, "activity": activity}
    ActivitySystem.everything.create(**here, system=held.system)
    ActivityAsset.everything.create(**here, asset=held.asset)
    if held.dpa:
        ActivityAgreement.everything.create(**here, agreement=held.dpa)


def _terms(site: Site, staff: Staff, estate: Estate) -> None:
    kept = {held.dpa.pk for held in estate.holdings if held.dpa}
    terms, helpers = [], []
    for firm, agreement in estate.processing.items():
        if agreement.pk not in kept:
            continue
        terms.append(
            ProcessorTerms(
                organisation_id=site.id,
                agreement=agreement,
                name=agreement.name,
                concluded="yes",
                signed_by=WORDS[site.language].chief,
                controller_unit=staff.unit("son"),
                purpose="Drift, support och utveckling av systemen som avtalet omfattar.",
                processing_type="Lagring, visning, säkerhetskopiering, felsökning.",
                place="Sverige",
                retention="Raderas inom 90 dagar efter avtalets slut.",
                logging="Åtkomst loggas och sparas i två år.",
                security="Kryptering, behörighet efter uppdrag, årlig prövning.",
                oversight_months=24,
                oversight_method="written",
                next_oversight_on=date_after(site.today, site.rng.randint(30, 500)),
                breach_hours=24,
                at_end="both",
            )
        )
        helpers += [
            SubProcessor(
                organisation_id=site.id,
                agreement=agreement,
                name=row["name"],
                country=row["country"],
                service=row["service"],
                transfer_basis=row["basis"],
                approved_on=agreement.signed_on,
                notice_days=30,
            )
            for row in sheets.read("privacy")["Processors"]
            if row["firm"] == firm
        ]
    ProcessorTerms.everything.bulk_create(terms)
    SubProcessor.everything.bulk_create(helpers)
