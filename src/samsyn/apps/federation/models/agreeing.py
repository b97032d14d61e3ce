"""The database's own half of pooled time: it alone says that both sides have agreed to the same.

Each side writes its own copy of an agreement and no session may write both. The triggers run with
the rights of the tables' owner and turn, for a statement, to the other side. Whatever a program
says about `holds` and `terms` is worked out anew; what holds keeps its terms, is told to the
federation by neither side, and stands in both municipalities' capacity.
"""

AGREEING = """
CREATE FUNCTION federation_agree_on_time() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  other federation_timeagreement;
  held boolean := CASE WHEN TG_OP = 'INSERT' THEN false ELSE OLD.holds END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF held THEN
      RAISE EXCEPTION 'An agreement that holds is ended, not deleted';
    END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' AND (NEW.partner_id = NEW.organisation_id
    OR NOT NEW.partner_id = ANY (tenancy_circle())) THEN
    RAISE EXCEPTION 'Time is agreed on with somebody of the same federation';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.key, NEW.side, NEW.partner_id, NEW.organisation_id)
    IS DISTINCT FROM (OLD.key, OLD.side, OLD.partner_id, OLD.organisation_id) THEN
    RAISE EXCEPTION 'An agreement stays between those who made it';
  END IF;
  NEW.visibility := 'own';
  NEW.terms := encode(sha256(convert_to(concat_ws('|', NEW.key,
    CASE WHEN NEW.side = 'lends' THEN NEW.organisation_id ELSE NEW.partner_id END,
    CASE WHEN NEW.side = 'lends' THEN NEW.partner_id ELSE NEW.organisation_id END,
    NEW.role_id, NEW.share, to_char(NEW.since, 'YYYY-MM-DD'), to_char(NEW.until, 'YYYY-MM-DD'),
    coalesce(NEW.price::text, '-')), 'UTF8')), 'hex');
  IF NEW.until < NEW.since OR NEW.ended_on > NEW.until THEN
    RAISE EXCEPTION 'Time is lent from a day to a later one';
  END IF;
  IF NEW.agreed_on IS NOT NULL AND NEW.side = 'lends' AND NEW.person_id IS NULL THEN
    RAISE EXCEPTION 'Who lends says whose time it is';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.key::text, 0));
  SELECT * INTO other FROM federation_timeagreement
    WHERE key = NEW.key AND organisation_id = NEW.partner_id;
  IF held THEN
    IF NEW.terms <> OLD.terms OR NEW.agreed_on IS DISTINCT FROM OLD.agreed_on
      OR NEW.agreed_by <> OLD.agreed_by THEN
      RAISE EXCEPTION 'The terms of an agreement that holds stay as they are';
    END IF;
    IF OLD.ended_on IS NOT NULL AND NEW.ended_on IS DISTINCT FROM OLD.ended_on THEN
      RAISE EXCEPTION 'It has been ended once';
    END IF;
  END IF;
  NEW.holds := held OR coalesce(
    NEW.agreed_on IS NOT NULL AND NEW.ended_on IS NULL
    AND other.partner_id = NEW.organisation_id AND other.side <> NEW.side
    AND other.terms = NEW.terms AND other.agreed_on IS NOT NULL AND other.ended_on IS NULL, false);
  RETURN NEW;
END;
$$;
CREATE TRIGGER federation_agree BEFORE INSERT OR UPDATE OR DELETE ON federation_timeagreement
FOR EACH ROW EXECUTE FUNCTION federation_agree_on_time();

CREATE FUNCTION federation_follow_agreement() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  me text := current_setting('samsyn.organisation', true);
  act text := current_setting('samsyn.act', true);
  theirs bigint;
  last date := least(NEW.until, coalesce(NEW.ended_on, NEW.until));
  comes integer := CASE WHEN NEW.side = 'lends' THEN -NEW.share ELSE NEW.share END;
  whose bigint := CASE WHEN NEW.side = 'lends' THEN NEW.person_id END;
BEGIN
  IF NOT NEW.holds THEN
    RETURN NULL;
  END IF;
  IF last < NEW.since THEN
    DELETE FROM organisation_capacitychange
      WHERE organisation_id = NEW.organisation_id AND key = NEW.key;
  ELSE
    UPDATE organisation_capacitychange SET until = last, person_id = whose
      WHERE organisation_id = NEW.organisation_id AND key = NEW.key;
    IF NOT FOUND THEN
      INSERT INTO organisation_capacitychange (organisation_id, visibility, revision, sort_key,
        name, role_id, person_id, share, since, until, reason, key)
      SELECT NEW.organisation_id, 'own', 1, NEW.sort_key,
        left(concat(r.name, CASE WHEN comes > 0 THEN ' +' ELSE ' -' END, abs(comes), ' % · ',
          o.name), 420),
        NEW.role_id, whose, comes, NEW.since, last, left(o.name, 200), NEW.key
      FROM organisation_role r, kernel_organisation o
      WHERE r.id = NEW.role_id AND o.id = NEW.partner_id;
    END IF;
  END IF;
  UPDATE federation_timeoffer w SET state = 'filled'
    WHERE w.id = NEW.offer_id AND w.organisation_id = NEW.organisation_id
      AND w.state = 'standing' AND NEW.side = 'lends' AND w.share <= (
        SELECT sum(a.share) FROM federation_timeagreement a
        WHERE a.organisation_id = NEW.organisation_id AND a.offer_id = w.id AND a.holds);
  UPDATE federation_timerequest w SET state = 'filled'
    WHERE w.id = NEW.request_id AND w.organisation_id = NEW.organisation_id
      AND w.state = 'standing' AND NEW.side = 'borrows' AND w.share <= (
        SELECT sum(a.share) FROM federation_timeagreement a
        WHERE a.organisation_id = NEW.organisation_id AND a.request_id = w.id AND a.holds);
  IF EXISTS (SELECT FROM federation_timeagreement other
    WHERE other.key = NEW.key AND other.organisation_id = NEW.partner_id
      AND (NOT other.holds OR (NEW.ended_on IS NOT NULL AND other.ended_on IS NULL)))
  THEN
    PERFORM set_config('samsyn.organisation', NEW.partner_id::text, true);
    INSERT INTO kernel_act (organisation_id, visibility, name, user_id, actor_name, reason, at)
      VALUES (NEW.partner_id, 'own', 'federation.partner_settled', 0, 'Samsyn', '', now())
      RETURNING id INTO theirs;
    PERFORM set_config('samsyn.act', theirs::text, true);
    UPDATE federation_timeagreement SET ended_on = NEW.ended_on, ended_because = NEW.ended_because
      WHERE key = NEW.key AND organisation_id = NEW.partner_id;
    PERFORM set_config('samsyn.organisation', me, true);
    PERFORM set_config('samsyn.act', act, true);
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER federation_follow AFTER INSERT OR UPDATE ON federation_timeagreement
FOR EACH ROW EXECUTE FUNCTION federation_follow_agreement();

CREATE FUNCTION federation_give_time() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  agreed federation_timeagreement;
BEGIN
  SELECT * INTO agreed FROM federation_timeagreement
    WHERE id = NEW.agreement_id AND organisation_id = NEW.organisation_id;
  IF agreed.side IS DISTINCT FROM 'lends' OR NOT agreed.holds THEN
    RAISE EXCEPTION 'Hours are written down by who lends, once it is agreed';
  END IF;
  NEW.partner_id := agreed.partner_id;
  NEW.visibility := 'own';
  RETURN NEW;
END;
$$;
CREATE TRIGGER federation_give BEFORE INSERT OR UPDATE ON federation_timegiven
FOR EACH ROW EXECUTE FUNCTION federation_give_time();

CREATE FUNCTION organisation_keyed_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = '{app}' AND (
    (TG_OP <> 'DELETE' AND NEW.key IS NOT NULL) OR (TG_OP <> 'INSERT' AND OLD.key IS NOT NULL))
  THEN
    RAISE EXCEPTION 'Lent and borrowed time follows what was agreed';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$;
CREATE TRIGGER keyed_capacity BEFORE INSERT OR UPDATE OR DELETE ON organisation_capacitychange
FOR EACH ROW EXECUTE FUNCTION organisation_keyed_capacity();
"""
NO_AGREEING = """
DROP TRIGGER keyed_capacity ON organisation_capacitychange;
DROP FUNCTION organisation_keyed_capacity();
DROP TRIGGER federation_give ON federation_timegiven;
DROP FUNCTION federation_give_time();
DROP TRIGGER federation_follow ON federation_timeagreement;
DROP FUNCTION federation_follow_agreement();
DROP TRIGGER federation_agree ON federation_timeagreement;
DROP FUNCTION federation_agree_on_time();
"""
