"""The way out of quarantine: what is due, what was copied, and no way back."""

from django.db import migrations, models

NO_WAY_BACK = """
CREATE FUNCTION documents_verdict_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.verdict IS DISTINCT FROM OLD.verdict
       AND (OLD.verdict, NEW.verdict) NOT IN (
            ('not_scanned', 'clean'), ('not_scanned', 'rejected'), ('clean', 'rejected'))
    THEN
        RAISE EXCEPTION 'a verdict is never taken back';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER file_verdict_final BEFORE UPDATE ON documents_storedfile
    FOR EACH ROW EXECUTE FUNCTION documents_verdict_final();
"""
BACK = """
DROP TRIGGER file_verdict_final ON documents_storedfile;
DROP FUNCTION documents_verdict_final();
"""
# What was stored before waits for its scan and its copy as well.
WAITING = """
UPDATE documents_storedfile SET copying = 'waiting', due_at = created_at
 WHERE role = 'original' AND state = 'stored' AND verdict IN ('not_scanned', 'clean');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_letter_erasure"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="copying",
            field=models.CharField(
                choices=[
                    ("waiting", "belum dibuat"),
                    ("made", "sudah dibuat"),
                    ("impossible", "tidak dapat dibuat"),
                    ("not_needed", "tidak perlu"),
                ],
                default="not_needed",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="hold",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "-"),
                    ("down", "pemindai tidak menjawab"),
                    ("timeout", "pemindai terlalu lama"),
                    ("garbled", "jawaban pemindai tidak dikenal"),
                    ("limit", "melampaui batas pemindai"),
                    ("encrypted", "isinya terkunci"),
                    ("altered", "isinya berubah"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="verified_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["due_at"],
                name="file_due",
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                models.OrderBy(models.F("verified_at"), nulls_first=True),
                models.F("id"),
                name="file_verified",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.UniqueConstraint(
                fields=("parent",), name="file_one_copy"
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "hold__in",
                        [
                            "",
                            "down",
                            "timeout",
                            "garbled",
                            "limit",
                            "encrypted",
                            "altered",
                        ],
                    )
                ),
                name="file_hold_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("copying__in", ["waiting", "made", "impossible", "not_needed"])
                ),
                name="file_copying_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "rejected"), _negated=True),
                    ("due_at", None),
                    _connector="OR",
                ),
                name="file_rejected_is_done",
            ),
        ),
        migrations.RunSQL(WAITING, migrations.RunSQL.noop),
        migrations.RunSQL(NO_WAY_BACK, BACK),
    ]
