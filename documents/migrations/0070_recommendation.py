"""Recommendations have numbers of their own; four more kinds of letters."""

from django.db import migrations, models

KINDS = [
    ("permintaan_klarifikasi", "Permintaan klarifikasi"),
    ("pemberitahuan_hasil", "Pemberitahuan hasil pemeriksaan"),
    ("lhp", "Laporan Hasil Pemeriksaan (LHP)"),
    ("penutupan", "Penutupan laporan"),
    ("tidak_lengkap", "Permintaan kelengkapan laporan"),
    ("undangan_musyawarah", "Undangan musyawarah"),
    ("permintaan_dokumen", "Permintaan dokumen"),
    ("panggilan", "Panggilan"),
    ("berita_acara_pleno", "Berita acara rapat pleno"),
    ("undangan_atasan", "Undangan kepada atasan terlapor"),
    ("rekomendasi", "Rekomendasi"),
    ("rekomendasi_sanksi", "Rekomendasi penjatuhan sanksi"),
    ("laporan_ketidakpatuhan", "Laporan ketidakpatuhan terhadap Rekomendasi"),
]
FROZEN = """
CREATE OR REPLACE FUNCTION documents_letter_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a letter is replaced or withdrawn, never deleted';
    END IF;
    IF (NEW.ref, NEW.kind, NEW.number, NEW.sequence, {new}NEW.year, NEW.template_version,
        NEW.file_id, NEW.sha256, NEW.issued_by_office_id, NEW.issued_on,
        NEW.key_id, NEW.signature)
        IS DISTINCT FROM
       (OLD.ref, OLD.kind, OLD.number, OLD.sequence, {old}OLD.year, OLD.template_version,
        OLD.file_id, OLD.sha256, OLD.issued_by_office_id, OLD.issued_on,
        OLD.key_id, OLD.signature)
       OR (NEW.context IS DISTINCT FROM OLD.context AND NOT (
            NEW.context = '{{}}'::jsonb AND EXISTS (
                SELECT 1 FROM documents_storedfile f
                 WHERE f.id = NEW.file_id AND f.state = 'erased')))
    THEN
        RAISE EXCEPTION 'an issued letter does not change';
    END IF;
    IF OLD.state <> 'genuine' AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'a replaced or withdrawn letter stays so';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_region_path"), ("documents", "0063_tables")]

    operations = [
        migrations.RemoveConstraint(model_name="letter", name="letter_kind_known"),
        migrations.RemoveConstraint(model_name="letter", name="letter_sequence_once"),
        migrations.RemoveConstraint(
            model_name="lettercounter", name="letter_counter_once"
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=30),
        ),
        migrations.AddField(
            model_name="letter",
            name="series",
            field=models.CharField(default="B", max_length=4),
        ),
        migrations.AddField(
            model_name="lettercounter",
            name="series",
            field=models.CharField(default="B", max_length=4),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [code for code, _name in KINDS])),
                name="letter_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("issued_by_office", "year", "series", "sequence"),
                name="letter_sequence_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettercounter",
            constraint=models.UniqueConstraint(
                fields=("office", "year", "series"), name="letter_counter_once"
            ),
        ),
        migrations.RunSQL(
            FROZEN.format(new="NEW.series, ", old="OLD.series, "),
            FROZEN.format(new="", old=""),
        ),
    ]
