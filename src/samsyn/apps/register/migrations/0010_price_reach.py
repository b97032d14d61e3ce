"""A price is seen no further than its agreement: said in the database, for price lists are long.

A `save` of its own would have thousands of lines written one by one.
"""

from django.db import migrations

REACH = """
CREATE FUNCTION price_reach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.visibility := coalesce((
    SELECT stricter(NEW.visibility::text, a.visibility::text) FROM register_agreement a
    WHERE a.id = NEW.agreement_id), NEW.visibility);
  RETURN NEW;
END;
$$;
CREATE TRIGGER reach BEFORE INSERT OR UPDATE ON register_priceline
FOR EACH ROW EXECUTE FUNCTION price_reach();
"""


class Migration(migrations.Migration):
    """Nothing that Django keeps count of."""

    dependencies = [("register", "0009_supplier_incidents")]

    operations = [migrations.RunSQL(REACH, "SELECT 1")]
