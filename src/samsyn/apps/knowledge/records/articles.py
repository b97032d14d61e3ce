"""How articles, their editions and readers, checklists and their runs are listed and shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.knowledge.models import (
    Article,
    ArticleEdition,
    ChecklistRun,
    ChecklistStep,
    Reading,
    RunStep,
)
from samsyn.apps.knowledge.views.panels import editions_and_readers, run_steps
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record
from samsyn.kernel.records.following import parts_follow

_READ, _WRITE = Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE
_ARTICLE = ("artikel", "artikkel", "article")

ARTICLES = Record(
    model=Article,
    slug="articles",
    menu=Menu.ORGANISATION,
    read=_READ,
    write=_WRITE,
    columns=("name", "kind", "owner", "unit", "edition", "next_review"),
    filters=("kind", "owner", "unit"),
    groups=(
        Group(_("What it says"), ("name", "kind", "summary", "text")),
        Group(_("Who answers"), ("owner", "unit", "next_review")),
        Group(_("As published"), ("edition", "edition_on")),
    ),
    headers={
        "name": ("rubrik", "titel", "tittel", "title", *_ARTICLE),
        "kind": ("typ", "type", "slag"),
        "summary": ("ingress", "sammanfattning", "sammendrag", "resumé", "summary"),
        "text": ("text", "tekst", "innehåll", "innhold", "indhold"),
        "owner": ("ägare", "ansvarig", "eier", "ansvarlig", "ejer", "owner"),
        "unit": ("enhet", "förvaltning", "avdeling", "afdeling"),
        "next_review": ("ses över", "nästa översyn", "neste gjennomgang", "næste gennemgang"),
    },
    tones={"kind": {"checklist": "info", "routine": "neutral", "course": "accent"}},
    panels=(Panel("knowledge/fragments/_edition.html", editions_and_readers),),
    actions=(
        Action(
            _("Start a run"),
            "knowledge:start",
            _WRITE,
            shown=lambda row: row.kind == Article.Kind.CHECKLIST,
            primary=True,
        ),
        Action(_("Publish an edition"), "knowledge:publish", _WRITE),
        Action(_("Ask to read"), "knowledge:ask", _WRITE, shown=lambda row: row.edition > 0),
    ),
    after_save=parts_follow,
    hidden_relations=("checklist-steps", "checklist-runs"),  # they stand in the panel
    intro=_("How things are done here: methods, routines, checklists, chapters, courses."),
    empty=_("Write down one thing that only one person knows how to do."),
    order=60,
)

EDITIONS = Record(
    model=ArticleEdition,
    slug="article-editions",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "article", "number", "published_on", "published_by"),
    filters=("article",),
    groups=(
        Group(
            _("The edition"),
            ("article", "number", "heading", "changes", "published_on", "published_by"),
        ),
        Group(_("What it says"), ("text", "steps")),
    ),
    importable=False,
    made_by_hand=False,
    writable=False,
)

READINGS = Record(
    model=Reading,
    slug="readings",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "article", "person", "edition", "due_on", "confirmed_on"),
    filters=("article", "person"),
    groups=(
        Group(
            _("Who reads what"),
            ("article", "person", "due_on", "edition", "asked_on", "confirmed_on"),
        ),
    ),
    key=("article", "person"),
    headers={
        "article": _ARTICLE,
        "person": ("vem", "namn", "person", "hvem", "navn"),
        "due_on": ("senast", "senest", "frist", "läst senast", "deadline"),
    },
    intro=_("Who is asked to have read and understood what, and who has."),
    empty=_("Publish an edition of an article, and ask a unit to read it."),
)

CHECKLIST_STEPS = Record(
    model=ChecklistStep,
    slug="checklist-steps",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "article", "order", "text", "optional"),
    filters=("article",),
    groups=(Group(_("The step"), ("article", "order", "text", "hint", "optional")),),
    key=("article", "text"),
    headers={
        "article": ("checklista", "sjekkliste", "tjekliste", *_ARTICLE),
        "order": ("ordning", "nr", "nummer", "rekkefølge", "rækkefølge"),
        "text": ("steg", "trinn", "trin", "step"),
        "hint": ("hur", "hvordan", "how"),
    },
    intro=_("The steps of all checklists."),
    empty=_("Open a checklist and add its first step."),
)

CHECKLIST_RUNS = Record(
    model=ChecklistRun,
    slug="checklist-runs",
    menu=Menu.ORGANISATION,
    read=_READ,
    write=_WRITE,
    columns=("name", "article", "state", "responsible", "started_on", "due_on", "ended_on"),
    filters=("state", "article", "responsible"),
    groups=(
        Group(_("What is gone through"), ("name", "article", "edition")),
        Group(_("Who and when"), ("responsible", "due_on", "started_on", "started_by")),
        Group(_("How it went"), ("state", "ended_on", "ended_by", "outcome")),
    ),
    tones={"state": {"open": "info", "done": "success", "stopped": "warning"}},
    panels=(Panel("knowledge/fragments/_run.html", run_steps, first=True),),
    actions=(
        Action(
            _("End the run"),
            "knowledge:end",
            _WRITE,
            shown=lambda row: row.state == ChecklistRun.State.OPEN,
            primary=True,
        ),
    ),
    after_save=parts_follow,
    importable=False,
    made_by_hand=False,
    hidden_relations=("run-steps",),
    intro=_("Each time somebody goes through a checklist: who ticked what, and when."),
    empty=_("Open a checklist, and start a run of it."),
    order=61,
)

RUN_STEPS = Record(
    model=RunStep,
    slug="run-steps",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "run", "order", "text", "done_at", "done_by", "note"),
    filters=("run",),
    groups=(
        Group(
            _("The step"),
            ("run", "order", "text", "hint", "optional", "done_at", "done_by", "note"),
        ),
    ),
    importable=False,
    made_by_hand=False,
    writable=False,
)
