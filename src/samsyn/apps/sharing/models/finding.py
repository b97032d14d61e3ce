"""The database's own half of the search: what is offered, under its words, beside an index.

PostgreSQL uses no full-text index on a table that row security filters: a neighbour's hidden row
could show itself by an error. So what is published, and nothing else, is kept a second time where
no program may read it, and one function answers in its place. It names offers and tells nothing of
them, those only that the wall of `sharing_offer` shows whoever asks; their rows are read through
that wall as ever.
"""

FINDING = """
CREATE TABLE sharing_publishedwords (
  offer_id bigint PRIMARY KEY,
  origin_id bigint NOT NULL,
  visibility varchar(10) NOT NULL CHECK (visibility IN ('federation', 'public')),
  words tsvector NOT NULL);
CREATE INDEX sharing_published_words ON sharing_publishedwords USING gin (words);
ALTER TABLE sharing_publishedwords ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON sharing_publishedwords FROM {app};

CREATE FUNCTION sharing_publish_words() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM sharing_publishedwords WHERE offer_id = OLD.row_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO sharing_publishedwords (offer_id, origin_id, visibility, words)
    SELECT NEW.row_id, NEW.organisation_id, NEW.visibility, NEW.words
    WHERE NEW.visibility IN ('federation', 'public');
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER sharing_publish AFTER INSERT OR UPDATE ON kernel_searchentry
FOR EACH ROW WHEN (NEW.table_name = 'sharing_offer') EXECUTE FUNCTION sharing_publish_words();
CREATE TRIGGER sharing_unpublish AFTER DELETE ON kernel_searchentry
FOR EACH ROW WHEN (OLD.table_name = 'sharing_offer') EXECUTE FUNCTION sharing_publish_words();

ALTER TABLE kernel_searchentry NO FORCE ROW LEVEL SECURITY;
INSERT INTO sharing_publishedwords (offer_id, origin_id, visibility, words)
SELECT row_id, organisation_id, visibility, words FROM kernel_searchentry
WHERE table_name = 'sharing_offer' AND visibility IN ('federation', 'public');
ALTER TABLE kernel_searchentry FORCE ROW LEVEL SECURITY;

CREATE FUNCTION sharing_offers_saying(wanted tsquery) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp ROWS 1000 AS $$
  SELECT offer_id FROM sharing_publishedwords
  WHERE words @@ wanted AND origin_id <> (SELECT tenancy_me())
    AND (visibility = 'public' OR origin_id = ANY ((SELECT tenancy_circle())::bigint[]));
$$;
REVOKE ALL ON FUNCTION sharing_offers_saying(tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_offers_saying(tsquery) TO {app};
"""
NO_FINDING = """
DROP FUNCTION sharing_offers_saying(tsquery);
DROP TRIGGER sharing_publish ON kernel_searchentry;
DROP TRIGGER sharing_unpublish ON kernel_searchentry;
DROP FUNCTION sharing_publish_words();
DROP TABLE sharing_publishedwords;
"""
