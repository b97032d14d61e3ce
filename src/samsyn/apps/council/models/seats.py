"""The database's own half of a forum's doors: which forums somebody sits on today.

Who sits where is kept a second time, by triggers, in a table that no program may read or write:
the wall of a forum's members could not ask that very table. Somebody with no other role than a
council member's sees what belongs to their forums and nothing else of the council, and from the
moment a seat ends, nothing.
"""

SEATS = """
CREATE TABLE council_seat (
  member_id bigint PRIMARY KEY,
  owner_id bigint NOT NULL,
  forum_id bigint NOT NULL,
  user_id bigint NOT NULL,
  since date,
  until date);
CREATE INDEX council_seat_of_user ON council_seat (user_id, owner_id);
REVOKE ALL ON council_seat FROM {app};

CREATE FUNCTION council_my_forums() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(forum_id), '{}') FROM council_seat
  WHERE user_id = tenancy_user() AND owner_id = tenancy_me()
    AND coalesce(since, current_date) <= current_date
    AND coalesce(until, current_date) >= current_date;
$$;
CREATE FUNCTION council_reads_all() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('samsyn.insider', true), '') = 'on';
$$;
REVOKE ALL ON FUNCTION council_my_forums() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION council_my_forums() TO {app};
"""
KEEPING = """
CREATE FUNCTION council_keep_seat() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM council_seat WHERE member_id = OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO council_seat (member_id, owner_id, forum_id, user_id, since, until)
    SELECT NEW.id, NEW.organisation_id, NEW.forum_id, p.user_id, NEW.since, NEW.until
    FROM organisation_person p WHERE p.id = NEW.person_id AND p.user_id IS NOT NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER council_seat AFTER INSERT OR UPDATE OR DELETE ON council_forummember
FOR EACH ROW EXECUTE FUNCTION council_keep_seat();

CREATE FUNCTION council_move_seat() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.user_id IS DISTINCT FROM OLD.user_id THEN
    DELETE FROM council_seat s USING council_forummember m
      WHERE s.member_id = m.id AND m.person_id = NEW.id;
    INSERT INTO council_seat (member_id, owner_id, forum_id, user_id, since, until)
    SELECT m.id, m.organisation_id, m.forum_id, NEW.user_id, m.since, m.until
    FROM council_forummember m WHERE m.person_id = NEW.id AND NEW.user_id IS NOT NULL;
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER council_seat AFTER UPDATE ON organisation_person
FOR EACH ROW EXECUTE FUNCTION council_move_seat();
"""
NO_SEATS = """
DROP FUNCTION council_reads_all();
DROP FUNCTION council_my_forums();
DROP TABLE council_seat;
"""
NO_KEEPING = """
DROP TRIGGER council_seat ON organisation_person;
DROP TRIGGER council_seat ON council_forummember;
DROP FUNCTION council_move_seat();
DROP FUNCTION council_keep_seat();
"""
_INSIDE = "{column} = ANY ((SELECT council_my_forums())::bigint[])"
_MINE = (
    "organisation_id = (SELECT tenancy_me()) AND ("
    "((visibility <> 'restricted' OR (SELECT tenancy_restricted()))"
    " AND (SELECT council_reads_all()))"
    " OR {inside})"
)


def mine(column: str = "forum_id") -> str:
    """Return which rows of a council's table are ours to see, in SQL."""
    return _MINE.format(inside=_INSIDE.format(column=column))
