"""The database's own half of who reads a poll: the federation that asks, and those it asks.

Sharing a federation with the one that asks is not enough. Who is asked what is kept a second time,
by a trigger, in a table that no program may read or write: the wall of that very table could not
ask it. The same holds for what a poll leaves elsewhere: its files, search entry and history. What
the federation makes public is read by everybody.
"""

ASKING = """
CREATE TABLE federation_asking (
  asked_id bigint PRIMARY KEY,
  poll_id bigint NOT NULL,
  member_id bigint NOT NULL);
CREATE INDEX federation_asking_of_member ON federation_asking (member_id, poll_id);
REVOKE ALL ON federation_asking FROM {app};
ALTER TABLE federation_pollasked NO FORCE ROW LEVEL SECURITY;
INSERT INTO federation_asking (asked_id, poll_id, member_id)
  SELECT id, poll_id, member_id FROM federation_pollasked;
ALTER TABLE federation_pollasked FORCE ROW LEVEL SECURITY;

CREATE FUNCTION federation_keep_asking() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM federation_asking WHERE asked_id = OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM federation_poll
      WHERE id = NEW.poll_id AND organisation_id = NEW.organisation_id) THEN
      RAISE EXCEPTION 'Who asks is whose poll it is';
    END IF;
    INSERT INTO federation_asking (asked_id, poll_id, member_id)
      VALUES (NEW.id, NEW.poll_id, NEW.member_id);
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER federation_asking AFTER INSERT OR UPDATE OF id, poll_id, member_id, organisation_id
OR DELETE ON federation_pollasked FOR EACH ROW EXECUTE FUNCTION federation_keep_asking();

CREATE FUNCTION federation_asked_me() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(poll_id), '{}') FROM federation_asking WHERE member_id = tenancy_me();
$$;
REVOKE ALL ON FUNCTION federation_asked_me() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION federation_asked_me() TO {app};

CREATE POLICY federation_asked ON federation_poll AS RESTRICTIVE FOR SELECT
  USING (organisation_id = (SELECT tenancy_me()) OR visibility = 'public'
    OR id = ANY ((SELECT federation_asked_me())::bigint[]));
CREATE POLICY federation_asked ON federation_pollasked AS RESTRICTIVE FOR SELECT
  USING (organisation_id = (SELECT tenancy_me())
    OR poll_id = ANY ((SELECT federation_asked_me())::bigint[]));
CREATE POLICY federation_asked ON federation_pollanswer AS RESTRICTIVE FOR SELECT
  USING (organisation_id = (SELECT tenancy_me()) OR federation_id = (SELECT tenancy_me())
    OR poll_id = ANY ((SELECT federation_asked_me())::bigint[]));

CREATE FUNCTION federation_trace_seen(of_table text, of_row bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE of_table
    WHEN 'federation_poll' THEN EXISTS (SELECT FROM federation_poll WHERE id = of_row)
    WHEN 'federation_pollasked' THEN EXISTS (SELECT FROM federation_pollasked WHERE id = of_row)
    WHEN 'kernel_document' THEN EXISTS (SELECT FROM kernel_document WHERE id = of_row)
    WHEN 'federation_pollanswer' THEN EXISTS (SELECT FROM federation_pollanswer WHERE id = of_row)
    ELSE true END;
$$;
CREATE POLICY federation_asked ON kernel_searchentry AS RESTRICTIVE FOR SELECT
  USING (organisation_id IS NULL OR organisation_id = (SELECT tenancy_me())
    OR (table_name NOT LIKE 'federation\\_poll%' AND table_name <> 'kernel_document')
    OR federation_trace_seen(table_name, row_id));
CREATE POLICY federation_asked ON kernel_change AS RESTRICTIVE FOR SELECT
  USING (organisation_id IS NULL OR organisation_id = (SELECT tenancy_me())
    OR (table_name NOT LIKE 'federation\\_poll%' AND table_name <> 'kernel_document')
    OR federation_trace_seen(table_name, row_id));
CREATE POLICY federation_asked ON kernel_document AS RESTRICTIVE FOR SELECT
  USING (organisation_id = (SELECT tenancy_me()) OR table_name NOT LIKE 'federation\\_poll%'
    OR federation_trace_seen(table_name, row_id));
CREATE POLICY federation_asked ON kernel_documentpart AS RESTRICTIVE FOR SELECT
  USING (organisation_id = (SELECT tenancy_me())
    OR EXISTS (SELECT FROM kernel_document d WHERE d.id = document_id));
"""
NO_ASKING = """
DROP POLICY federation_asked ON kernel_documentpart;
DROP POLICY federation_asked ON kernel_document;
DROP POLICY federation_asked ON kernel_change;
DROP POLICY federation_asked ON kernel_searchentry;
DROP FUNCTION federation_trace_seen(text, bigint);
DROP POLICY federation_asked ON federation_pollanswer;
DROP POLICY federation_asked ON federation_pollasked;
DROP POLICY federation_asked ON federation_poll;
DROP FUNCTION federation_asked_me();
DROP TRIGGER federation_asking ON federation_pollasked;
DROP FUNCTION federation_keep_asking();
DROP TABLE federation_asking;
"""
