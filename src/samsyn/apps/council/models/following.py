"""How far rows are seen follows what they hang on at once, whoever changed it and by whatever way.

A row is given its visibility when it is saved (`OfForum.reach`). When a forum is opened or closed,
or an item is put behind closed doors, the database lets what hangs on it follow in the same step:
from table to table, each by its own trigger. What lies behind closed doors stays there, and minutes
are never seen outside by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

_OF_ITEM = ("itemnote", "conflictofinterest", "vote", "paperreceipt")
_CLOSED_ACTION = (
    "(EXISTS (SELECT FROM council_agendaitem i WHERE i.id = item_id AND i.closed_doors)"
    " OR EXISTS (SELECT FROM council_decision d WHERE d.id = decision_id AND d.closed_doors))"
)
_CLOSED_MINUTES = "jsonb_path_exists(content, '$.items[*].closed ? (@ == true)')"
_BY_DOORS = "CASE WHEN closed_doors THEN 'restricted' ELSE NEW.visibility END"
_ACTION = (
    f"CASE WHEN {_CLOSED_ACTION} THEN 'restricted'"  # noqa: S608 - made of our own tables' names
    " ELSE (SELECT f.visibility FROM council_forum f WHERE f.id = forum_id) END"
)
_MINUTES = (
    f"CASE WHEN NEW.visibility = 'restricted' OR {_CLOSED_MINUTES} THEN 'restricted' ELSE 'own' END"
)
_SAME = "NEW.visibility"

#: Whose change moves what: table, the condition that a row hangs on it, and its own visibility.
FOLLOWING: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "forum": (
        ("forummember", "forum_id = NEW.id", _SAME),
        ("networkarticle", "forum_id = NEW.id", _SAME),
        ("meeting", "forum_id = NEW.id", _SAME),
        ("agendaitem", "forum_id = NEW.id", _BY_DOORS),
        ("decision", "forum_id = NEW.id", _BY_DOORS),
        ("action", "forum_id = NEW.id", _ACTION),
    ),
    "meeting": (
        ("attendance", "meeting_id = NEW.id", _SAME),
        ("minutes", "meeting_id = NEW.id", _MINUTES),
    ),
    "attendance": (("callsent", "attendance_id = NEW.id", _SAME),),
    "agendaitem": (
        *((table, "item_id = NEW.id", _SAME) for table in _OF_ITEM),
        ("decisioneffect", "item_id = NEW.id", _SAME),
        ("action", "item_id = NEW.id", _ACTION),
    ),
    "decision": (
        ("circulationanswer", "decision_id = NEW.id", _SAME),
        ("decisioneffect", "decision_id = NEW.id AND item_id IS NULL", _SAME),
        ("action", "decision_id = NEW.id", _ACTION),
    ),
    "minutes": (
        ("adjustment", "minutes_id = NEW.id", _SAME),
        ("addendum", "minutes_id = NEW.id", _SAME),
        ("minutesfile", "minutes_id = NEW.id AND opened_id IS NULL", _SAME),
    ),
}


def follow() -> str:
    """Return the statements that let what hangs on a row follow it."""
    return "\n".join(_follow(table) for table in FOLLOWING)


def no_follow() -> str:
    """Return the statements that take that away again."""
    return "\n".join(
        f"DROP TRIGGER council_follow ON council_{table}; DROP FUNCTION council_follow_{table}();"
        for table in FOLLOWING
    )


def _follow(table: str) -> str:
    moves = "\n".join(
        f"  UPDATE council_{hanging} SET visibility = {reach}"  # noqa: S608 - made of our own tables' names
        f" WHERE {where} AND visibility IS DISTINCT FROM {reach};"
        for hanging, where, reach in FOLLOWING[table]
    )
    return f"""
CREATE FUNCTION council_follow_{table}() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
{moves}
  RETURN NULL;
END;
$$;
CREATE TRIGGER council_follow AFTER UPDATE ON council_{table} FOR EACH ROW
WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility)
EXECUTE FUNCTION council_follow_{table}();"""
