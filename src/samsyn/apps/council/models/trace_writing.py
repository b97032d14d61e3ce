"""What a forum's member writes is told in the history though only named roles read it.

An item behind closed doors is kept to named roles and the members of its forum. The secretary of
the forum, who may hold no such role, writes there; the triggers that then tell the history and the
search of it are bound by the kernel's walls, which know roles and not seats. The application itself
has no right to write in these tables: only those triggers do.
"""

_OURS = r"organisation_id = (SELECT tenancy_me()) AND table_name LIKE 'council\_%'"
TRACE_WRITING = rf"""
CREATE POLICY council_tells ON kernel_change FOR INSERT WITH CHECK ({_OURS});
CREATE POLICY council_is_found ON kernel_searchentry FOR INSERT WITH CHECK ({_OURS});
CREATE POLICY council_is_found_anew ON kernel_searchentry FOR UPDATE
  USING ({_OURS}) WITH CHECK ({_OURS});
CREATE POLICY council_is_seen ON kernel_searchentry FOR SELECT
  USING ({_OURS} AND council_row_seen(table_name, row_id));
"""
NO_TRACE_WRITING = """
DROP POLICY council_is_seen ON kernel_searchentry;
DROP POLICY council_is_found_anew ON kernel_searchentry;
DROP POLICY council_is_found ON kernel_searchentry;
DROP POLICY council_tells ON kernel_change;
"""
