"""What PostgreSQL itself knows of agreements: how time is counted, and which words they use.

The counting is the domain's (`domain/register/validity`, `notice`), said again so that lists can
be ordered and calendars filled in the database; a test holds the two together.
"""

from typing import Any

from django.db import migrations

from samsyn.kernel.tenancy.session import Standing, acting_for

COUNTING = """
CREATE FUNCTION agreement_months_later(day date, months int) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN day = (date_trunc('month', day::timestamp) + interval '1 month - 1 day')::date
  THEN (date_trunc('month', day::timestamp) + make_interval(months => months + 1)
        - interval '1 day')::date
  ELSE (day::timestamp + make_interval(months => months))::date END;

CREATE FUNCTION agreement_period_end(
  valid_until date, ongoing boolean, renewal text, renewal_months int, day date) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  behind int;
  rolled date;
BEGIN
  IF valid_until IS NULL OR ongoing THEN
    RETURN NULL;
  END IF;
  IF renewal <> 'renews' OR coalesce(renewal_months, 0) = 0 OR valid_until >= day THEN
    RETURN valid_until;
  END IF;
  behind := (extract(year FROM day) - extract(year FROM valid_until)) * 12
          + extract(month FROM day) - extract(month FROM valid_until);
  rolled := agreement_months_later(valid_until, greatest(0, behind / renewal_months)
                                                * renewal_months);
  IF rolled >= day THEN
    RETURN rolled;
  END IF;
  RETURN agreement_months_later(valid_until, (behind / renewal_months + 1) * renewal_months);
END;
$$;

CREATE FUNCTION agreement_last_day_to_give(ends date, months int, counts_from text) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  latest date := agreement_months_later(ends, -months);
  after timestamp;
BEGIN
  IF ends IS NULL OR months IS NULL THEN
    RETURN NULL;
  END IF;
  IF agreement_months_later(latest, months) > ends THEN
    latest := latest - 1;
  END IF;
  after := (latest + 1)::timestamp;
  RETURN CASE counts_from
    WHEN 'month_end' THEN date_trunc('month', after)::date - 1
    WHEN 'quarter_end' THEN date_trunc('quarter', after)::date - 1
    WHEN 'half_year_end' THEN (date_trunc('year', after)
      + CASE WHEN extract(month FROM after) > 6 THEN interval '6 months' ELSE interval '0' END
      )::date - 1
    WHEN 'year_end' THEN date_trunc('year', after)::date - 1
    ELSE latest END;
END;
$$;

CREATE FUNCTION agreement_decide_by(
  valid_until date, ongoing boolean, renewal text, renewal_months int, notice_months int,
  counts_from text, irrevocable_until date, option_months int, options_left int,
  terminated_on date, kept_until date, day date) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  ends date;
  answer date;
BEGIN
  IF terminated_on IS NOT NULL OR valid_until IS NULL OR ongoing THEN
    RETURN NULL;
  END IF;
  IF coalesce(option_months, 0) > 0 AND coalesce(options_left, 0) > 0 THEN
    ends := valid_until;
    answer := coalesce(agreement_last_day_to_give(ends, notice_months, counts_from), ends);
  ELSE
    ends := agreement_period_end(valid_until, ongoing, renewal, renewal_months,
                                 greatest(day, irrevocable_until));
    answer := agreement_last_day_to_give(ends, notice_months, counts_from);
  END IF;
  RETURN CASE WHEN kept_until >= ends THEN NULL ELSE answer END;
END;
$$;

CREATE FUNCTION agreement_stands(
  signed_on date, valid_from date, valid_until date, ongoing boolean, renewal text,
  renewal_months int, terminated_on date, day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(signed_on <= day, false) AND coalesce(valid_from <= day, true)
  AND coalesce(terminated_on > day, true)
  AND (ongoing OR coalesce(valid_until >= day, false)
       OR (valid_until IS NOT NULL AND renewal = 'renews' AND coalesce(renewal_months, 0) > 0));
"""

# SECURITY INVOKER: a parent that the reader may not see decides nothing, as in Python.
PARENTS = """
CREATE FUNCTION agreement_parents_stand(above bigint, day date) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE up AS (
    SELECT a.*, 1 AS height FROM register_agreement a
    WHERE a.id = above
    UNION ALL
    SELECT a.*, up.height + 1 FROM up JOIN register_agreement a
      ON a.organisation_id = up.organisation_id AND a.id = up.parent_id
    WHERE up.needs_parent AND up.height < 9)
  SELECT coalesce(bool_and(agreement_stands(
      up.signed_on, up.valid_from, up.valid_until, up.ongoing, up.renewal::text,
      up.renewal_months, up.terminated_on, day)), true)
  FROM up;
END;

CREATE FUNCTION agreement_holds(
  parent bigint, needs_parent boolean, signed_on date, valid_from date, valid_until date,
  ongoing boolean, renewal text, renewal_months int, terminated_on date, day date)
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN agreement_stands(signed_on, valid_from, valid_until, ongoing, renewal, renewal_months,
                        terminated_on, day)
  AND CASE WHEN parent IS NULL OR NOT needs_parent THEN true
           ELSE agreement_parents_stand(parent, day) END;
"""

WORDS = """
CREATE FUNCTION buyers_lower(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(translate(said, 'ÅÄÖÆØÉÈÜÁÀÍÓÚÑÇ', 'åäöæøéèüáàíóúñç'));

CREATE FUNCTION buyers_fold(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(word, 'åäæàáâãöøóòôõéèêëüúùûíìîïýçñ', 'aaaaaaaooooooeeeeuuuuiiiiycn');

CREATE FUNCTION buyers_words(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(regexp_split_to_array(
  buyers_lower(said), '[^a-z0-9åäöæøàáâãóòôõéèêëüúùûíìîïýçñ]+'), '');

-- The shortest stem of three languages; NULL for a word that says nothing in one of them.
CREATE FUNCTION buyers_stem(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT CASE WHEN bool_or(found.stem = '{}') THEN NULL
    ELSE left(buyers_fold((array_agg(found.stem[1]
                           ORDER BY length(found.stem[1]), found.stem[1]))[1]), 80) END
  FROM (VALUES (ts_lexize('swedish_stem', word)), (ts_lexize('norwegian_stem', word)),
               (ts_lexize('danish_stem', word))) AS found(stem));

CREATE FUNCTION agreement_mentions_renew(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before text[];
BEGIN
  IF ids IS NULL THEN
    RETURN;
  END IF;
  WITH gone AS (
    DELETE FROM register_agreementmention
    WHERE organisation_id = tenancy_me() AND agreement_id = ANY (ids) RETURNING word)
  SELECT array_agg(DISTINCT word) INTO before FROM gone;
  WITH told(id, owner, seen, base, extra, words) AS (
    SELECT a.id, a.organisation_id, a.visibility, part.base, part.extra, part.words
    FROM register_agreement a CROSS JOIN LATERAL (VALUES
      (60, 40, buyers_words(a.name)),
      (100, 0, ARRAY[buyers_fold(regexp_replace(buyers_lower(a.number), '[^[:alnum:]]', '', 'g'))]),
      (50, 30, buyers_words(a.covers)),
      (90, 0, ARRAY(SELECT code[1] FROM regexp_matches(a.cpv, '([0-9]{8})', 'g') AS code)),
      (12, 0, buyers_words(a.call_off)),
      (12, 0, buyers_words(a.requirements)),
      (15, 5, buyers_words(a.notes))) AS part(base, extra, words)
    WHERE a.id = ANY (ids)
    UNION ALL
    SELECT a.id, a.organisation_id, stricter(a.visibility, p.visibility), 60, 0,
           buyers_words(p.name)
    FROM register_agreementparty p JOIN register_agreement a ON a.id = p.agreement_id
    WHERE p.agreement_id = ANY (ids)
    UNION ALL
    SELECT a.id, a.organisation_id, stricter(a.visibility, p.visibility), 35, 15,
           buyers_words(p.name)
    FROM register_priceline p JOIN register_agreement a ON a.id = p.agreement_id
    WHERE p.agreement_id = ANY (ids)
    UNION ALL
    SELECT a.id, a.organisation_id, stricter(a.visibility, p.visibility), 90, 0,
           ARRAY[buyers_fold(regexp_replace(buyers_lower(p.article_number),
                                            '[^[:alnum:]]', '', 'g'))]
    FROM register_priceline p JOIN register_agreement a ON a.id = p.agreement_id
    WHERE p.agreement_id = ANY (ids) AND p.article_number <> ''),
  spoken AS MATERIALIZED (
    SELECT id, owner, seen, left(word, 80) AS word,
           max(base + round(extra / sqrt(cardinality(words))))::smallint AS weight
    FROM told CROSS JOIN LATERAL unnest(words) AS word
    WHERE length(word) > 1
    GROUP BY id, owner, seen, left(word, 80)),
  meant AS MATERIALIZED (
    SELECT word, buyers_fold(word) AS plain, buyers_stem(word) AS stem
    FROM (SELECT DISTINCT word FROM spoken) AS each),
  kept AS (
    INSERT INTO register_agreementmention
      (organisation_id, visibility, agreement_id, word, weight)
    SELECT s.owner, s.seen, s.id, m.plain, max(s.weight)
    FROM spoken s JOIN meant m USING (word) WHERE m.stem IS NOT NULL
    GROUP BY s.owner, s.seen, s.id, m.plain)
  INSERT INTO register_agreementword
    (organisation_id, visibility, word, stem, backwards, spelled)
  SELECT DISTINCT ON (s.owner, s.seen, m.plain)
         s.owner, s.seen, m.plain, m.stem, reverse(m.stem), m.plain ~ '^[a-z]{3,}$'
  FROM (SELECT DISTINCT owner, seen, word FROM spoken) s JOIN meant m USING (word)
  WHERE m.stem IS NOT NULL
  ORDER BY s.owner, s.seen, m.plain, m.word
  ON CONFLICT DO NOTHING;
  DELETE FROM register_agreementword w USING unnest(before) AS gone(word)
  WHERE w.organisation_id = tenancy_me() AND w.word = gone.word AND NOT EXISTS (
    SELECT FROM register_agreementmention m
    WHERE m.organisation_id = w.organisation_id AND m.word = w.word
      AND m.visibility = w.visibility);
END;
$$;

CREATE FUNCTION agreement_mentions_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told text := quote_ident(TG_ARGV[0]);
  ids bigint[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    EXECUTE format('SELECT array_agg(DISTINCT %s) FROM later', told) INTO ids;
  ELSIF TG_OP = 'DELETE' THEN
    EXECUTE format('SELECT array_agg(DISTINCT %s) FROM earlier', told) INTO ids;
  ELSE
    EXECUTE format(
      'SELECT array_agg(DISTINCT each) FROM earlier b JOIN later a USING (id)'
      ' CROSS JOIN LATERAL (VALUES (a.%1$s), (b.%1$s)) AS sides(each)'
      ' WHERE (to_jsonb(a) - %2$L::text[]) <> (to_jsonb(b) - %2$L::text[])',
      told, '{revision,confirmed_on,sort_key}') INTO ids;
  END IF;
  PERFORM agreement_mentions_renew(ids);
  RETURN NULL;
END;
$$;
"""

_TABLES = {
    "register_agreement": "id",
    "register_agreementparty": "agreement_id",
    "register_priceline": "agreement_id",
}
_SEEN = {
    "INSERT": "NEW TABLE AS later",
    "UPDATE": "OLD TABLE AS earlier NEW TABLE AS later",
    "DELETE": "OLD TABLE AS earlier",
}
TRIGGERS = "".join(
    f"CREATE TRIGGER mentions_{event.lower()} AFTER {event} ON {table} REFERENCING {seen}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION agreement_mentions_follow('{column}');\n"
    for table, column in _TABLES.items()
    for event, seen in _SEEN.items()
)


def read_what_is_there(apps: Any, schema_editor: Any) -> None:  # noqa: ANN401 - Django's signature
    """Find the words of agreements written before; row security shows one organisation at a time."""
    organisations = apps.get_model("kernel", "Organisation").objects.values_list("pk", flat=True)
    for organisation in list(organisations):
        told = Standing(organisation=str(organisation), user="0", restricted="on")
        with acting_for(told), schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT agreement_mentions_renew(array_agg(id)) FROM register_agreement"
                " WHERE organisation_id = tenancy_me()"
            )


class Migration(migrations.Migration):
    dependencies = [("register", "0005_buyers_search")]

    operations = [
        migrations.RunSQL(COUNTING, "SELECT 1"),
        migrations.RunSQL(PARENTS, "SELECT 1"),
        migrations.RunSQL(WORDS, "SELECT 1"),
        migrations.RunSQL(TRIGGERS, "SELECT 1"),
        migrations.RunPython(read_what_is_there, migrations.RunPython.noop),
    ]
