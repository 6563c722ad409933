"""The demonstration clock: one row, forward only."""

from django.db import migrations, models

FORWARD_ONLY = """
CREATE FUNCTION demo_clock_forward_only() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.offset_seconds < OLD.offset_seconds THEN
    RAISE EXCEPTION 'the demonstration clock only moves forward'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER demo_clock_forward_only BEFORE UPDATE OR DELETE ON demo_democlock
  FOR EACH ROW EXECUTE FUNCTION demo_clock_forward_only();
"""
UNDO = """
DROP TRIGGER demo_clock_forward_only ON demo_democlock;
DROP FUNCTION demo_clock_forward_only();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="DemoClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("offset_seconds", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="demo_clock_one_row"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offset_seconds__gte", 0)),
                        name="demo_clock_not_behind",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD_ONLY, UNDO),
    ]
