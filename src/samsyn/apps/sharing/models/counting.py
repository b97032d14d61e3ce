"""The database's own half of the counts: it adds up what others took, and tells nobody who.

A taking belongs to the taker and a count to the one who offered; no session may write both. The
triggers run with the rights of the tables' owner and turn, for one statement, to the organisation
that offered. They also refuse a taking of what is not offered to the taker, whatever the program.
"""

COUNTING = """
CREATE FUNCTION sharing_count_offer() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM sharing_offercount WHERE offer_id = OLD.id;
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO sharing_offercount
      (organisation_id, visibility, offer_id, takings, adoptions, thanks)
    VALUES (NEW.organisation_id, NEW.visibility, NEW.id, 0, 0, 0);
  ELSIF NEW.visibility <> OLD.visibility THEN
    UPDATE sharing_offercount SET visibility = NEW.visibility WHERE offer_id = NEW.id;
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER sharing_count AFTER INSERT OR UPDATE ON sharing_offer
FOR EACH ROW EXECUTE FUNCTION sharing_count_offer();
CREATE TRIGGER sharing_uncount BEFORE DELETE ON sharing_offer
FOR EACH ROW EXECUTE FUNCTION sharing_count_offer();

CREATE FUNCTION sharing_count_taking() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  me text := current_setting('samsyn.organisation', true);
  here sharing_taking := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  before sharing_taking := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD END;
  after sharing_taking := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW END;
BEGIN
  IF TG_OP = 'UPDATE'
    AND (NEW.offer_id, NEW.origin_id) IS DISTINCT FROM (OLD.offer_id, OLD.origin_id)
  THEN
    RAISE EXCEPTION 'A taking stays with the offer that was taken';
  END IF;
  IF here.offer_id IS NULL THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT FROM sharing_offer o
    WHERE o.id = here.offer_id AND o.organisation_id = here.origin_id
      AND o.organisation_id <> here.organisation_id AND o.withdrawn_on IS NULL)
  THEN
    RAISE EXCEPTION 'This is not offered to organisation %', here.organisation_id;
  END IF;
  PERFORM set_config('samsyn.organisation', here.origin_id::text, true);
  UPDATE sharing_offercount SET
    takings = takings + coalesce((after.state <> 'declined')::int, 0)
                      - coalesce((before.state <> 'declined')::int, 0),
    adoptions = adoptions + coalesce((after.state = 'adopted')::int, 0)
                          - coalesce((before.state = 'adopted')::int, 0),
    thanks = thanks + (after.thanked_on IS NOT NULL)::int - (before.thanked_on IS NOT NULL)::int
  WHERE offer_id = here.offer_id;
  PERFORM set_config('samsyn.organisation', me, true);
  RETURN NULL;
END;
$$;
CREATE TRIGGER sharing_count AFTER INSERT OR UPDATE OR DELETE ON sharing_taking
FOR EACH ROW EXECUTE FUNCTION sharing_count_taking();
REVOKE INSERT, UPDATE, DELETE ON sharing_offercount FROM {app};
"""
