"""The database's own half of the prize: what counts of a year, and for whom, once and for ever.

One row is one thing of one organisation that one municipality took, adopted or thanked for. It
stays in the year in which it first happened, by the database's own clock, with the federations
that both were in then. It can be undone while that year lasts; a year that is over never changes.
No program may read or write the rows; two functions tell their sums to the federation's members.
"""

SCORING = """
CREATE TABLE sharing_reuse (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin_id bigint NOT NULL,
  kind varchar(40) NOT NULL,
  row_id bigint NOT NULL,
  taker_id bigint NOT NULL,
  what varchar(7) NOT NULL CHECK (what IN ('taken', 'adopted', 'thanked')),
  offer_id bigint NOT NULL,
  federations bigint[] NOT NULL,
  year smallint NOT NULL,
  stands boolean NOT NULL DEFAULT true,
  CONSTRAINT reuse_counts_once UNIQUE (origin_id, kind, row_id, taker_id, what));
CREATE INDEX sharing_reuse_by_year ON sharing_reuse (year, origin_id) WHERE stands;
CREATE INDEX sharing_reuse_by_offer ON sharing_reuse (offer_id, taker_id);
ALTER TABLE sharing_reuse ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON sharing_reuse FROM {app};

CREATE FUNCTION sharing_this_year() RETURNS smallint LANGUAGE sql STABLE
RETURN extract(year FROM now() AT TIME ZONE 'Europe/Stockholm')::smallint;

CREATE FUNCTION sharing_both_in(one bigint, other bigint, day date) RETURNS bigint[]
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce(array_agg(a.federation_id), '{{}}') FROM kernel_membership a
  JOIN kernel_membership b ON b.federation_id = a.federation_id AND b.member_id = other
  WHERE a.member_id = one
    AND day BETWEEN coalesce(a.since, day) AND coalesce(a.until, day)
    AND day BETWEEN coalesce(b.since, day) AND coalesce(b.until, day);
END;

CREATE FUNCTION sharing_score_taking() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  me text := current_setting('samsyn.organisation', true);
  closed text := current_setting('samsyn.restricted', true);
  here sharing_taking := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  kept boolean := TG_OP <> 'DELETE';
  thing record;
  municipal boolean;
  said record;
BEGIN
  IF here.offer_id IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT kind = 'municipality' INTO municipal FROM kernel_organisation
    WHERE id = here.organisation_id;
  PERFORM set_config('samsyn.organisation', here.origin_id::text, true);
  PERFORM set_config('samsyn.restricted', 'on', true);
  SELECT o.kind, o.row_id, EXISTS (
      SELECT FROM sharing_taking t WHERE t.organisation_id = o.organisation_id
        AND t.kind = o.kind AND t.row_id = o.row_id AND t.made_row) AS not_its_own
    INTO thing FROM sharing_offer o
    WHERE o.id = here.offer_id AND o.organisation_id = here.origin_id
      AND o.organisation_id <> here.organisation_id;
  PERFORM set_config('samsyn.organisation', me, true);
  PERFORM set_config('samsyn.restricted', coalesce(closed, ''), true);
  FOR said IN SELECT * FROM (VALUES
    ('taken', kept AND here.state <> 'declined'),
    ('adopted', kept AND here.state = 'adopted'),
    ('thanked', kept AND here.thanked_on IS NOT NULL)) AS v (what, holds)
  LOOP
    IF NOT said.holds THEN
      UPDATE sharing_reuse SET stands = false
        WHERE offer_id = here.offer_id AND taker_id = here.organisation_id
          AND what = said.what AND year = sharing_this_year() AND stands;
    ELSIF municipal AND thing.row_id IS NOT NULL AND NOT thing.not_its_own THEN
      INSERT INTO sharing_reuse
        (origin_id, kind, row_id, taker_id, what, offer_id, federations, year)
      VALUES (here.origin_id, thing.kind, thing.row_id, here.organisation_id, said.what,
        here.offer_id, sharing_both_in(here.origin_id, here.organisation_id, current_date),
        sharing_this_year())
      ON CONFLICT ON CONSTRAINT reuse_counts_once DO UPDATE SET stands = true,
        year = excluded.year, offer_id = excluded.offer_id, federations = excluded.federations
        WHERE NOT sharing_reuse.stands;
    END IF;
  END LOOP;
  RETURN NULL;
END;
$$;
CREATE TRIGGER sharing_score AFTER INSERT OR UPDATE OR DELETE ON sharing_taking
FOR EACH ROW EXECUTE FUNCTION sharing_score_taking();

CREATE FUNCTION sharing_my_federations() RETURNS bigint[] LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT array_agg(m.id) FROM (
    SELECT federation_id AS id FROM kernel_membership WHERE member_id = tenancy_me()
      AND current_date BETWEEN coalesce(since, current_date) AND coalesce(until, current_date)
    UNION SELECT tenancy_me()) m;
END;

CREATE FUNCTION sharing_prize_counts(federation bigint, of_year integer)
RETURNS TABLE (origin_id bigint, adopters bigint, takers bigint, thankers bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 50 AS $$
  SELECT r.origin_id,
    count(DISTINCT r.taker_id) FILTER (WHERE r.what = 'adopted'),
    count(DISTINCT r.taker_id) FILTER (WHERE r.what = 'taken'),
    count(DISTINCT r.taker_id) FILTER (WHERE r.what = 'thanked')
  FROM sharing_reuse r
  WHERE r.year = of_year AND r.stands AND r.federations @> ARRAY[federation]
    AND federation = ANY ((SELECT sharing_my_federations())::bigint[])
  GROUP BY r.origin_id;
$$;

CREATE FUNCTION sharing_prize_things(federation bigint, of_year integer, most integer)
RETURNS TABLE (offer_id bigint, adopters bigint, takers bigint, thankers bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 10 AS $$
  SELECT o.id,
    count(*) FILTER (WHERE r.what = 'adopted') AS adopters,
    count(*) FILTER (WHERE r.what = 'taken') AS takers,
    count(*) FILTER (WHERE r.what = 'thanked') AS thankers
  FROM sharing_reuse r
  JOIN sharing_offer o ON o.organisation_id = r.origin_id AND o.kind = r.kind
    AND o.row_id = r.row_id AND o.withdrawn_on IS NULL
  WHERE r.year = of_year AND r.stands AND r.federations @> ARRAY[federation]
    AND federation = ANY ((SELECT sharing_my_federations())::bigint[])
  GROUP BY o.id ORDER BY 2 DESC, 3 DESC, 4 DESC, 1 LIMIT most;
$$;

CREATE FUNCTION sharing_prize_years(federation bigint) RETURNS SETOF smallint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 5 AS $$
  SELECT DISTINCT r.year FROM sharing_reuse r
  WHERE r.stands AND r.federations @> ARRAY[federation]
    AND federation = ANY ((SELECT sharing_my_federations())::bigint[]);
$$;
REVOKE ALL ON FUNCTION sharing_prize_counts(bigint, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION sharing_prize_things(bigint, integer, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION sharing_prize_years(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_prize_counts(bigint, integer) TO {app};
GRANT EXECUTE ON FUNCTION sharing_prize_things(bigint, integer, integer) TO {app};
GRANT EXECUTE ON FUNCTION sharing_prize_years(bigint) TO {app};

CREATE FUNCTION sharing_kind_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = '{app}' THEN
    RAISE EXCEPTION 'What kind of organisation it is, its founder says';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER sharing_kind_stays BEFORE UPDATE OF kind ON kernel_organisation
FOR EACH ROW WHEN (NEW.kind IS DISTINCT FROM OLD.kind) EXECUTE FUNCTION sharing_kind_stays();
"""

# What was taken before anybody counted by year, by the days that were written down then.
SCORING_OF_OLD = """
ALTER TABLE sharing_taking NO FORCE ROW LEVEL SECURITY;
ALTER TABLE sharing_offer NO FORCE ROW LEVEL SECURITY;
INSERT INTO sharing_reuse (origin_id, kind, row_id, taker_id, what, offer_id, federations, year)
SELECT o.organisation_id, o.kind, o.row_id, t.organisation_id, v.what, o.id,
  sharing_both_in(o.organisation_id, t.organisation_id, v.day), extract(year FROM v.day)
FROM sharing_taking t
JOIN sharing_offer o ON o.id = t.offer_id AND o.organisation_id <> t.organisation_id
JOIN kernel_organisation k ON k.id = t.organisation_id AND k.kind = 'municipality'
CROSS JOIN LATERAL (VALUES
  ('taken', CASE WHEN t.state <> 'declined' THEN t.taken_on END),
  ('adopted', CASE WHEN t.state = 'adopted' THEN coalesce(t.decided_on, t.taken_on) END),
  ('thanked', t.thanked_on)) AS v (what, day)
WHERE v.day IS NOT NULL AND NOT EXISTS (
  SELECT FROM sharing_taking own WHERE own.organisation_id = o.organisation_id
    AND own.kind = o.kind AND own.row_id = o.row_id AND own.made_row)
ON CONFLICT ON CONSTRAINT reuse_counts_once DO NOTHING;
ALTER TABLE sharing_taking FORCE ROW LEVEL SECURITY;
ALTER TABLE sharing_offer FORCE ROW LEVEL SECURITY;
"""
NO_SCORING = """
DROP TRIGGER sharing_kind_stays ON kernel_organisation;
DROP FUNCTION sharing_kind_stays();
DROP FUNCTION sharing_prize_years(bigint);
DROP FUNCTION sharing_prize_things(bigint, integer, integer);
DROP FUNCTION sharing_prize_counts(bigint, integer);
DROP FUNCTION sharing_my_federations();
DROP TRIGGER sharing_score ON sharing_taking;
DROP FUNCTION sharing_score_taking();
DROP FUNCTION sharing_both_in(bigint, bigint, date);
DROP TABLE sharing_reuse;
DROP FUNCTION sharing_this_year();
"""
