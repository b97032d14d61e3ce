"""The pulse of a meeting: a number that goes up with every change of what its pages show.

The database counts, by triggers, whoever writes and by whatever way: an open page asks for this
one number, many times a minute, and for what has changed only when it is another than before.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samsyn.apps.council.models.belonging import OfForum, forum_wall
from samsyn.apps.council.models.meeting import Meeting


class MeetingPulse(OfForum):
    """How many times what one meeting's pages show has changed. Whoever writes holds it locked."""

    recorded: ClassVar[bool] = False
    hangs_on = "meeting"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="pulse")
    beat = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "meeting"], name="one_pulse_a_meeting"),
            forum_wall("meetingpulse"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} · {self.beat}"


PULSE = """
CREATE FUNCTION council_beat() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  told jsonb[] := '{}';
BEGIN
  IF TG_OP <> 'INSERT' THEN
    told := told || to_jsonb(OLD);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    told := told || to_jsonb(NEW);
  END IF;
  UPDATE council_meetingpulse SET beat = beat + 1 WHERE meeting_id IN (
    SELECT CASE TG_ARGV[0]
      WHEN 'meeting' THEN (one->>'meeting_id')::bigint
      ELSE (SELECT i.meeting_id FROM council_agendaitem i WHERE i.id = (one->>'item_id')::bigint)
      END
    FROM unnest(told) one);
  RETURN NULL;
END;
$$;
CREATE FUNCTION council_first_beat() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO council_meetingpulse (organisation_id, visibility, forum_id, meeting_id, beat)
  VALUES (NEW.organisation_id, NEW.visibility, NEW.forum_id, NEW.id, 1)
  ON CONFLICT (organisation_id, meeting_id) DO UPDATE SET
    beat = council_meetingpulse.beat + 1, visibility = excluded.visibility;
  RETURN NULL;
END;
$$;
CREATE TRIGGER council_beat AFTER INSERT OR UPDATE ON council_meeting
FOR EACH ROW EXECUTE FUNCTION council_first_beat();
"""
_BY_MEETING = ("attendance", "agendaitem", "decision", "action")
_BY_ITEM = ("itemnote", "conflictofinterest", "vote")
BEATING = "".join(
    f"CREATE TRIGGER council_beat AFTER INSERT OR UPDATE OR DELETE ON council_{table}"
    f" FOR EACH ROW EXECUTE FUNCTION council_beat('{of}');\n"
    for of, tables in (("meeting", _BY_MEETING), ("item", _BY_ITEM))
    for table in tables
)
NO_PULSE = (
    "".join(
        f"DROP TRIGGER council_beat ON council_{table};\n"
        for table in ("meeting", *_BY_MEETING, *_BY_ITEM)
    )
    + "DROP FUNCTION council_beat(); DROP FUNCTION council_first_beat();"
)
