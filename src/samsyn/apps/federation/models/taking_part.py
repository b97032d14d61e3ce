"""The database's own half of who reads what each puts into something that members do together.

Its terms were answers to a poll: its hours, its money, on what condition, whom to ask. Those who
were asked read them, as they read the answers; what there is, how it goes and who is named in the
directive is read by all members. What was never asked in a poll stays readable by all of them.
"""

TAKING_PART = """
CREATE POLICY federation_asked ON federation_participant AS RESTRICTIVE FOR SELECT
  USING (organisation_id = (SELECT tenancy_me()) OR member_id = (SELECT tenancy_me())
    OR EXISTS (SELECT FROM federation_sharedinitiative s WHERE s.id = shared_id
      AND (s.poll_id IS NULL OR s.poll_id = ANY ((SELECT federation_asked_me())::bigint[]))));

CREATE OR REPLACE FUNCTION federation_trace_seen(of_table text, of_row bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE of_table
    WHEN 'federation_poll' THEN EXISTS (SELECT FROM federation_poll WHERE id = of_row)
    WHEN 'federation_pollasked' THEN EXISTS (SELECT FROM federation_pollasked WHERE id = of_row)
    WHEN 'kernel_document' THEN EXISTS (SELECT FROM kernel_document WHERE id = of_row)
    WHEN 'federation_pollanswer' THEN EXISTS (SELECT FROM federation_pollanswer WHERE id = of_row)
    WHEN 'federation_participant' THEN EXISTS
      (SELECT FROM federation_participant WHERE id = of_row)
    ELSE true END;
$$;
CREATE POLICY federation_taking_part ON kernel_change AS RESTRICTIVE FOR SELECT
  USING (organisation_id IS NULL OR organisation_id = (SELECT tenancy_me())
    OR table_name <> 'federation_participant' OR federation_trace_seen(table_name, row_id));
CREATE POLICY federation_taking_part ON kernel_document AS RESTRICTIVE FOR SELECT
  USING (organisation_id = (SELECT tenancy_me())
    OR table_name <> 'federation_participant' OR federation_trace_seen(table_name, row_id));
"""
ALL_READ = """
DROP POLICY federation_taking_part ON kernel_document;
DROP POLICY federation_taking_part ON kernel_change;
DROP POLICY federation_asked ON federation_participant;
"""
