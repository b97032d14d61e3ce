"""The database's own half of the kernel: who acts, what may be told, what can be found."""

STANDING = """
CREATE FUNCTION tenancy_me() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('samsyn.organisation', true), '')::bigint;

CREATE FUNCTION tenancy_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('samsyn.user', true), '')::bigint;

CREATE FUNCTION tenancy_restricted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('samsyn.restricted', true), '') = 'on';
"""

# The federations we belong to (we count as our own federation), and all their members.
CIRCLE = """
CREATE FUNCTION tenancy_circle() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH current AS (
    SELECT member_id, federation_id FROM kernel_membership
    WHERE coalesce(since, current_date) <= current_date
      AND coalesce(until, current_date) >= current_date),
  mine AS (
    SELECT federation_id AS id FROM current WHERE member_id = tenancy_me()
    UNION SELECT tenancy_me())
  SELECT coalesce(array_agg(seen.id), '{}') FROM (
    SELECT id FROM mine
    UNION SELECT c.member_id FROM current c JOIN mine ON mine.id = c.federation_id
  ) seen;
END;
"""

# SECURITY DEFINER: the application itself may not write history, so it cannot forge any.
JOURNAL = """
CREATE FUNCTION stricter(one text, other text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN 'restricted' IN (one, other) THEN 'restricted'
  WHEN 'own' IN (one, other) THEN 'own'
  WHEN 'federation' IN (one, other) THEN 'federation'
  ELSE 'public' END;

CREATE FUNCTION journal_write() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  act bigint := nullif(current_setting('samsyn.act', true), '')::bigint;
  quiet text[] := '{sort_key,revision}';
  before jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) - quiet END;
  after jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) - quiet END;
  owner bigint := (coalesce(after, before)->>'organisation_id')::bigint;
  row_id bigint := (coalesce(after, before)->>'id')::bigint;
  reach text;
BEGIN
  IF act IS NULL THEN
    RAISE EXCEPTION 'A row of % was written outside a use-case', TG_TABLE_NAME;
  END IF;
  IF TG_TABLE_NAME = 'kernel_organisation' THEN
    owner := row_id;
  END IF;
  reach := CASE WHEN owner IS NULL THEN 'public' ELSE stricter(
    coalesce(before->>'visibility', after->>'visibility', 'own'),
    coalesce(after->>'visibility', before->>'visibility', 'own')) END;
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(n.key, n.value), jsonb_object_agg(n.key, before->n.key)
      INTO after, before
      FROM jsonb_each(after) n WHERE n.value IS DISTINCT FROM before->n.key;
    IF after IS NULL THEN
      RETURN NULL;
    END IF;
  END IF;
  INSERT INTO kernel_change
    (act_id, organisation_id, visibility, table_name, row_id, kind, before, after, at)
  VALUES (act, owner, reach, TG_TABLE_NAME, row_id, lower(TG_OP), before, after, now());
  RETURN NULL;
END;
$$;
CREATE TRIGGER journal AFTER UPDATE ON kernel_organisation
FOR EACH ROW EXECUTE FUNCTION journal_write();
"""

# A document is as visible as its row and goes when the row goes; its bytes do as it does.
_FOLLOWED = """
  IF TG_TABLE_NAME = 'kernel_document' THEN
    IF TG_OP = 'DELETE' THEN
      DELETE FROM kernel_documentpart WHERE document_id = row_id;
    ELSIF before->>'visibility' IS DISTINCT FROM after->>'visibility' THEN
      UPDATE kernel_documentpart SET visibility = after->>'visibility' WHERE document_id = row_id;
    END IF;
  ELSIF TG_OP = 'DELETE' THEN
    DELETE FROM kernel_document d
      WHERE d.organisation_id = owner AND d.table_name = TG_TABLE_NAME
        AND d.row_id = (coalesce(after, before)->>'id')::bigint;
  ELSIF TG_OP = 'UPDATE' AND before->>'visibility' IS DISTINCT FROM after->>'visibility' THEN
    UPDATE kernel_document d SET visibility = after->>'visibility'
      WHERE d.organisation_id = owner AND d.table_name = TG_TABLE_NAME
        AND d.row_id = (coalesce(after, before)->>'id')::bigint;
  END IF;
"""
_BODY = JOURNAL[JOURNAL.index("CREATE FUNCTION journal_write") : JOURNAL.index("CREATE TRIGGER")]
JOURNAL_WITH_DOCUMENTS = _BODY.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "  IF TG_OP = 'UPDATE' THEN", f"{_FOLLOWED}  IF TG_OP = 'UPDATE' THEN", 1
)
JOURNAL_WITHOUT_DOCUMENTS = _BODY.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")

# Which rows a change of a mere link, or of a document, is about: an index for histories.
LINKS = """
CREATE FUNCTION change_about(of_table text, before jsonb, after jsonb) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN of_table = 'kernel_document' AND (after->>'row_id' IS NULL) <> (before->>'row_id' IS NULL)
    THEN ARRAY[(coalesce(after, before)->>'row_id')::bigint]
  WHEN (SELECT count(*) FROM jsonb_object_keys(coalesce(after, before))) = 5 THEN (
    SELECT array_agg(told.value::text::bigint) FROM jsonb_each(coalesce(after, before)) told
    WHERE told.key LIKE '%\\_id' AND told.key <> 'organisation_id'
      AND jsonb_typeof(told.value) = 'number')
END;
CREATE INDEX change_about ON kernel_change USING gin (change_about(table_name, before, after))
  WHERE change_about(table_name, before, after) IS NOT NULL;
"""
NO_LINKS = """
DROP INDEX change_about;
DROP FUNCTION change_about;
"""

JOURNAL_WITH_ENDS = JOURNAL_WITH_DOCUMENTS.replace(
    "  reach text;\n",
    "  reach text;\n  ends bigint[] := CASE WHEN TG_OP = 'UPDATE' THEN NULL"
    " ELSE change_about(TG_TABLE_NAME, before, after) END;\n",
).replace(
    "(act_id, organisation_id, visibility, table_name, row_id, kind, before, after, at)\n"
    "  VALUES (act, owner, reach, TG_TABLE_NAME, row_id, lower(TG_OP), before, after, now());",
    "(act_id, organisation_id, visibility, table_name, row_id, kind, before, after, at,"
    " one_id, other_id)\n"
    "  VALUES (act, owner, reach, TG_TABLE_NAME, row_id, lower(TG_OP), before, after, now(),"
    " ends[1], ends[2]);",
)
# Those told before the ends were kept; the table's owner is bound by row security too.
ENDS = """
DROP INDEX change_about;
ALTER TABLE kernel_change NO FORCE ROW LEVEL SECURITY;
UPDATE kernel_change SET
  one_id = (change_about(table_name, before, after))[1],
  other_id = (change_about(table_name, before, after))[2]
WHERE kind <> 'update' AND change_about(table_name, before, after) IS NOT NULL;
ALTER TABLE kernel_change FORCE ROW LEVEL SECURITY;
"""
NO_ENDS = """
CREATE INDEX change_about ON kernel_change USING gin (change_about(table_name, before, after))
  WHERE change_about(table_name, before, after) IS NOT NULL;
"""

SEARCH = """
CREATE FUNCTION search_write() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  told jsonb; heading text; body text := '';
  stems regconfig := 'simple';
  same boolean := TG_OP = 'UPDATE';
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM kernel_searchentry WHERE table_name = TG_TABLE_NAME AND row_id = OLD.id;
    RETURN NULL;
  END IF;
  told := to_jsonb(NEW);
  FOR i IN 0 .. TG_NARGS - 1 LOOP
    IF i > 0 THEN
      body := body || ' ' || coalesce(told->>TG_ARGV[i], '');
    END IF;
    same := same AND (told->>TG_ARGV[i]) IS NOT DISTINCT FROM (to_jsonb(OLD)->>TG_ARGV[i]);
  END LOOP;
  IF same AND (told->>'visibility') IS NOT DISTINCT FROM (to_jsonb(OLD)->>'visibility') THEN
    RETURN NULL;
  END IF;
  heading := coalesce(told->>TG_ARGV[0], '');
  IF told ? 'organisation_id' THEN
    SELECT CASE language WHEN 'sv' THEN 'swedish' WHEN 'nb' THEN 'norwegian' WHEN 'da' THEN 'danish'
      WHEN 'fi' THEN 'finnish' ELSE 'simple' END::regconfig INTO stems
      FROM kernel_organisation WHERE id = (told->>'organisation_id')::bigint;
  END IF;
  INSERT INTO kernel_searchentry (organisation_id, visibility, table_name, row_id, title, words)
  VALUES (
    (told->>'organisation_id')::bigint, coalesce(told->>'visibility', 'public'),
    TG_TABLE_NAME, NEW.id, heading,
    setweight(to_tsvector('simple', heading), 'A') || setweight(to_tsvector(stems, heading), 'A')
      || setweight(to_tsvector(stems, body), 'C'))
  ON CONFLICT (table_name, row_id) DO UPDATE SET
    visibility = excluded.visibility, title = excluded.title, words = excluded.words;
  RETURN NULL;
END;
$$;
"""

# Only a table's owner may have it counted; PostgreSQL itself does it within a minute or so.
STATISTICS = """
CREATE FUNCTION statistics_anew(tables text[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tableowner = current_user AND tablename = ANY (tables)
  LOOP
    EXECUTE format('ANALYZE public.%I', one);
  END LOOP;
END;
$$;
"""
NO_STATISTICS = "DROP FUNCTION statistics_anew(text[]);"

GRANTS = """
GRANT USAGE ON SCHEMA public TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {app};
"""

# Organisations are founded, and join federations, by the owner of the database alone.
ORGANISATIONS = """
REVOKE INSERT, DELETE ON kernel_organisation FROM {app};
REVOKE INSERT, UPDATE, DELETE ON kernel_membership FROM {app};
REVOKE INSERT, UPDATE, DELETE ON kernel_change FROM {app};
REVOKE INSERT, UPDATE, DELETE ON kernel_searchentry FROM {app};
REVOKE UPDATE, DELETE ON django_migrations FROM {app};
ALTER TABLE kernel_organisation ENABLE ROW LEVEL SECURITY;
CREATE POLICY organisations_are_known ON kernel_organisation FOR SELECT USING (true);
CREATE POLICY organisation_changes_itself ON kernel_organisation FOR UPDATE
    USING (id = (SELECT tenancy_me())) WITH CHECK (id = (SELECT tenancy_me()));
"""

# Django's cache in the database: rate limits hold however many processes and machines there are.
CACHE = """
CREATE TABLE samsyn_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX samsyn_cache_expires ON samsyn_cache (expires);
"""
