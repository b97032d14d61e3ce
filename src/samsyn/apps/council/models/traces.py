"""The database's own wall around what a council leaves elsewhere: its papers, words and history.

Files, search entries and changes lie in tables of the kernel, whose walls know organisations and
not forums. Somebody who only sits on a forum reads there what belongs to rows of the own forums,
and of their history what they write themselves; who works here reads as before. The members of a
forum read its papers also where those are kept to named roles.
"""

_TABLES = ("forum", "meeting", "agendaitem", "decision", "action")
_SEEN = "\n".join(
    f"    WHEN 'council_{table}' THEN EXISTS (SELECT FROM council_{table} WHERE id = of_row)"
    for table in _TABLES
)
_NOT_OURS = r"(SELECT council_reads_all()) OR table_name NOT LIKE 'council\_%'"
TRACES = rf"""
CREATE FUNCTION council_row_seen(of_table text, of_row bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE of_table
{_SEEN}
    ELSE false END;
$$;
CREATE POLICY council_members ON kernel_document AS RESTRICTIVE FOR SELECT
  USING ({_NOT_OURS} OR council_row_seen(table_name, row_id));
CREATE POLICY council_papers ON kernel_document FOR SELECT
  USING (table_name = 'council_agendaitem' AND organisation_id = (SELECT tenancy_me())
    AND row_id IN (SELECT id FROM council_agendaitem));
CREATE POLICY council_members ON kernel_documentpart AS RESTRICTIVE FOR SELECT
  USING ((SELECT council_reads_all())
    OR EXISTS (SELECT FROM kernel_document d WHERE d.id = document_id));
CREATE POLICY council_papers ON kernel_documentpart FOR SELECT
  USING (organisation_id = (SELECT tenancy_me()) AND document_id IN (
    SELECT id FROM kernel_document WHERE table_name = 'council_agendaitem'));
CREATE POLICY council_members ON kernel_searchentry AS RESTRICTIVE FOR SELECT
  USING ({_NOT_OURS} OR council_row_seen(table_name, row_id));
CREATE POLICY council_members ON kernel_change AS RESTRICTIVE FOR SELECT
  USING ({_NOT_OURS} OR act_id = nullif(current_setting('samsyn.act', true), '')::bigint);
"""  # noqa: S608 - made of our own tables' names
NO_TRACES = """
DROP POLICY council_members ON kernel_change;
DROP POLICY council_members ON kernel_searchentry;
DROP POLICY council_papers ON kernel_documentpart;
DROP POLICY council_members ON kernel_documentpart;
DROP POLICY council_papers ON kernel_document;
DROP POLICY council_members ON kernel_document;
DROP FUNCTION council_row_seen(text, bigint);
"""
