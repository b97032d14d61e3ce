"""The database's own lock on locked minutes: what was said at a meeting stays as it was approved.

Which meetings are locked is kept a second time, by a trigger, where no program may write and
where no wall hides it. What feeds the minutes is listed here, once: the triggers refuse to change
it, and `locked_changes` says so in words before they have to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import connection

from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel.tenancy.owned import Owned

#: What PostgreSQL calls the refusal.
LOCKED = "council_minutes_locked"


class Guard(NamedTuple):
    """How a table's rows hang on a meeting, and which of their columns minutes are made of.

    through   the column that names the meeting, or the agenda item of one
    of        the table that it names a row of
    adds      whether rows may still be added once the minutes are locked
    """

    through: str
    of: str
    columns: tuple[str, ...]
    adds: bool = False


_MEETING, _ITEM, _MINUTES = "council_meeting", "council_agendaitem", "council_minutes"
GUARDS: Mapping[str, Guard] = {
    "council_meeting": Guard(
        "id",
        _MEETING,
        (
            "forum_id",
            "name",
            "year",
            "number",
            "starts_at",
            "ends_at",
            "place",
            "state",
            "cancelled_because",
            "opened_at",
            "closed_at",
        ),
    ),
    "council_attendance": Guard(
        "meeting_id",
        _MEETING,
        (
            "meeting_id",
            "who",
            "represents",
            "part",
            "right",
            "presence",
            "substitutes_id",
            "came_at",
            "left_at",
            "adjusts",
        ),
    ),
    "council_agendaitem": Guard(
        "meeting_id",
        _MEETING,
        (
            "meeting_id",
            "name",
            "order",
            "number",
            "type",
            "is_break",
            "presenter_id",
            "presenter_name",
            "description",
            "proposal",
            "basis",
            "consequences",
            "state",
            "outcome",
            "closed_doors",
            "began_at",
            "ended_at",
        ),
    ),
    "council_itemnote": Guard(
        "item_id", _ITEM, ("item_id", "kind", "text", "place", "by_id", "written_by")
    ),
    "council_conflictofinterest": Guard("item_id", _ITEM, ("item_id", "attendance_id", "reason")),
    "council_vote": Guard("item_id", _ITEM, ("item_id", "attendance_id", "choice")),
    "council_decision": Guard(
        "meeting_id",
        _MEETING,
        (
            "meeting_id",
            "item_id",
            "name",
            "number",
            "outcome",
            "text",
            "decided_on",
            "decided_by",
            "effective_on",
            "closed_doors",
            "votes_for",
            "votes_against",
            "votes_abstained",
        ),
    ),
    # An action lives on: it is handed over, put off and done. What was promised does not change.
    "council_action": Guard("meeting_id", _MEETING, ("meeting_id", "item_id", "name")),
    "council_minutes": Guard(
        "id",
        _MINUTES,
        ("meeting_id", "template_id", "content", "digest", "edition", "sent_at", "locked_at"),
    ),
    "council_adjustment": Guard(
        "minutes_id",
        _MINUTES,
        ("minutes_id", "attendance_id", "digest", "approved_at", "objection"),
    ),
    "council_addendum": Guard(
        "minutes_id",
        _MINUTES,
        ("minutes_id", "text", "item_number", "added_on", "added_by"),
        adds=True,
    ),
    "council_openedminutes": Guard(
        "minutes_id",
        _MINUTES,
        ("minutes_id", "number", "title", "forum_name", "held_on", "content", "opened_on"),
        adds=True,
    ),
    "council_minutesfile": Guard(
        "minutes_id", _MINUTES, ("minutes_id", "opened_id", "form", "sha256", "content"), adds=True
    ),
}

LOCKS = """
CREATE TABLE council_lock (
  table_name text NOT NULL,
  row_id bigint NOT NULL,
  PRIMARY KEY (table_name, row_id));
REVOKE ALL ON council_lock FROM {app};

CREATE FUNCTION council_is_locked(of_table text, of_row bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM council_lock WHERE table_name = of_table AND row_id = of_row);
$$;
REVOKE ALL ON FUNCTION council_is_locked(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION council_is_locked(text, bigint) TO {app};

CREATE FUNCTION council_lock_minutes() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state IN ('locked', 'published') THEN
    INSERT INTO council_lock (table_name, row_id)
    SELECT 'council_minutes', NEW.id UNION ALL
    SELECT 'council_meeting', NEW.meeting_id UNION ALL
    SELECT 'council_agendaitem', i.id FROM council_agendaitem i WHERE i.meeting_id = NEW.meeting_id
    ON CONFLICT DO NOTHING;
  ELSIF council_is_locked('council_minutes', NEW.id) THEN
    RAISE EXCEPTION 'Locked minutes stay locked'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'council_minutes_locked';
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER council_lock_minutes AFTER INSERT OR UPDATE ON council_minutes
FOR EACH ROW EXECUTE FUNCTION council_lock_minutes();

-- Arguments: the column and the table it names, whether rows may be added, the columns guarded.
CREATE FUNCTION council_stay_as_said() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
  guarded text;
  moved boolean := TG_OP = 'DELETE' OR (TG_OP = 'INSERT' AND TG_ARGV[2] = 'no');
BEGIN
  IF TG_OP = 'UPDATE' THEN
    FOREACH guarded IN ARRAY string_to_array(TG_ARGV[3], ',') LOOP
      moved := moved OR before->guarded IS DISTINCT FROM after->guarded;
    END LOOP;
  END IF;
  IF moved AND (
    council_is_locked(TG_ARGV[1], (before->>TG_ARGV[0])::bigint)
    OR council_is_locked(TG_ARGV[1], (after->>TG_ARGV[0])::bigint)) THEN
    RAISE EXCEPTION 'The minutes of this meeting are locked'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'council_minutes_locked';
  END IF;
  RETURN coalesce(NEW, OLD);
END;
$$;
"""
NO_LOCKS = """
DROP TRIGGER council_lock_minutes ON council_minutes;
DROP FUNCTION council_stay_as_said();
DROP FUNCTION council_lock_minutes();
DROP FUNCTION council_is_locked(text, bigint);
DROP TABLE council_lock;
"""


def guards() -> str:
    """Return the statements that put a guard on every table minutes are made of."""
    return "\n".join(
        f"CREATE TRIGGER council_stay_as_said BEFORE INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION council_stay_as_said('{guard.through}', '{guard.of}',"
        f" '{'yes' if guard.adds else 'no'}', '{','.join(guard.columns)}');"
        for table, guard in GUARDS.items()
    )


def no_guards() -> str:
    """Return the statements that take the guards away again."""
    return "\n".join(f"DROP TRIGGER council_stay_as_said ON {table};" for table in GUARDS)


def is_locked(table: str, row: int | None) -> bool:
    """Tell whether this meeting, agenda item or row of minutes is locked."""
    if row is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_is_locked(%s, %s)", [table, row])
        return bool(cursor.fetchone()[0])


def locked_changes(row: Owned) -> list[str]:
    """Return the fields of a row, as it is about to be saved, that locked minutes were made of."""
    guard = GUARDS.get(row._meta.db_table)
    if guard is None:
        return []
    kept: dict[str, Any] = {}
    if row.pk is not None:
        found: Any = (
            type(row)
            .owned_by(samsyn_for(row.organisation_id))
            .filter(pk=row.pk)
            .values(*guard.columns)
        )
        kept = found.first() or {}
    hangs_on = {kept.get(guard.through), getattr(row, guard.through)} - {None}
    if guard.through == "id":
        hangs_on = {row.pk} - {None}
    if not any(is_locked(guard.of, one) for one in hangs_on):
        return []
    names = {field.attname: field.name for field in row._meta.concrete_fields}
    return [names[c] for c in guard.columns if not kept or kept[c] != getattr(row, c)]
