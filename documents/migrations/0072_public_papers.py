"""What the public register shows of a recommendation, and the report to DPR, on paper."""

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
    ("putusan_keberatan", "Putusan atas keberatan"),
    ("rekomendasi_publik", "Kutipan register publik Rekomendasi"),
    ("laporan_berkala", "Laporan kepada DPR dan Presiden"),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0071_objection")]

    operations = [
        migrations.RemoveConstraint(model_name="letter", name="letter_kind_known"),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=30),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [code for code, _name in KINDS])),
                name="letter_kind_known",
            ),
        ),
    ]
