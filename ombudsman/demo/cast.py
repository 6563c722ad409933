"""The people of the demonstration: invented, one for every role.

The tests use the same cast (``tests/people.py``), so that what a newcomer clicks
through is what is proven.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role

REGIONAL = "64"  # the office in Balikpapan, where the demonstration cases lie
CENTRE = "00"
ELSEWHERE = "63"  # another regional office, to be refused at the first one's cases

#: Places in the list of demonstration agencies (``agencies.services.demo``).
FIRST, SECOND = 0, 1


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast. ``office`` is an office's code, ``agency`` a place in the
    list of demonstration agencies; a citizen has neither."""

    key: str
    name: str
    does: str | Promise
    roles: tuple[Role, ...] = ()
    office: str | None = None
    agency: int | None = None
    chair: bool = False

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@contoh.test"


CAST: tuple[Person, ...] = (
    Person(
        "citizen",
        "Siti Rahmawati",
        _("Mengirim laporan, membaca kabarnya, menjawab pertanyaan."),
    ),
    Person(
        "other_citizen",
        "Yohanes Tandi",
        _("Tidak melihat laporan orang lain."),
    ),
    Person(
        "intake",
        "Rini Kusuma",
        _("Memeriksa kelengkapan dan wewenang, menyiapkan pleno."),
        (Role.INTAKE,),
        REGIONAL,
    ),
    Person(
        "examiner",
        "Arif Wicaksono",
        _("Meminta klarifikasi, menyusun LHP, memeriksa bukti perbaikan."),
        (Role.EXAMINER,),
        REGIONAL,
    ),
    Person(
        "other_examiner",
        "Maria Lapian",
        _("Membaca perkara kantor, menulis hanya yang ditugaskan kepadanya."),
        (Role.EXAMINER,),
        REGIONAL,
    ),
    Person(
        "head",
        "Hasan Basri",
        _("Mendaftarkan, menugaskan, menandatangani hasil pemeriksaan."),
        (Role.HEAD,),
        REGIONAL,
    ),
    Person(
        "other_head",
        "Dewi Anggraini",
        _("Menyetujui yang tidak boleh disetujui kepala pertama sendiri."),
        (Role.HEAD,),
        REGIONAL,
    ),
    Person(
        "resmon",
        "Bagus Prasetyo",
        _("Menagih tindakan korektif yang lewat batas waktu."),
        (Role.RESMON,),
        REGIONAL,
    ),
    Person(
        "examiner_elsewhere",
        "Fitri Nurhaliza",
        _("Bekerja di kantor lain: tidak melihat perkara kantor ini."),
        (Role.EXAMINER,),
        ELSEWHERE,
    ),
    Person(
        "commissioner",
        "Indra Siregar",
        _("Membaca perkara semua kantor."),
        (Role.COMMISSIONER,),
        CENTRE,
    ),
    Person(
        "chair",
        "Ratna Sasmita",
        _("Menandatangani Rekomendasi."),
        (Role.COMMISSIONER,),
        CENTRE,
        chair=True,
    ),
    Person(
        "custodian",
        "Nyoman Sudarma",
        _("Menyetujui atau menolak pembukaan identitas yang dirahasiakan."),
        (Role.CUSTODIAN,),
        CENTRE,
    ),
    Person(
        "liaison",
        "Eko Purnomo",
        _("Menjawab atas nama Kota Tirtalaya dan mengunggah bukti."),
        (Role.LIAISON,),
        agency=FIRST,
    ),
    Person(
        "other_liaison",
        "Lestari Handayani",
        _("Menjawab atas nama Kota Arutala; tidak melihat urusan Tirtalaya."),
        (Role.LIAISON,),
        agency=SECOND,
    ),
    Person(
        "superior",
        "Joko Santosa",
        _("Kepadanya Rekomendasi ditujukan; ia wajib melaporkan pelaksanaannya."),
        (Role.SUPERIOR,),
        agency=FIRST,
    ),
    Person(
        "assessor",
        "Wulan Maharani",
        _("Membaca penilaian yang berjalan; kelak mengisi butirnya."),
        (Role.ASSESSOR,),
        REGIONAL,
    ),
    Person(
        "compliance_admin",
        "Teguh Firmansyah",
        _("Menjalankan penilaian dan menerbitkan rapor."),
        (Role.COMPLIANCE_ADMIN,),
        CENTRE,
    ),
    Person(
        "system_admin",
        "Agus Salim",
        _("Mengelola akun dan pengaturan; tidak membaca identitas pelapor."),
        (Role.SYSTEM_ADMIN,),
        CENTRE,
    ),
    Person(
        "other_admin",
        "Made Wirawan",
        _(
            "Memberlakukan yang menggeser batas waktu, bila administrator lain menulisnya."
        ),
        (Role.SYSTEM_ADMIN,),
        CENTRE,
    ),
    Person(
        "auditor",
        "Sri Mulyati",
        _("Membaca seluruh riwayat dan menguji rantainya."),
        (Role.AUDITOR,),
        CENTRE,
    ),
)

BY_KEY = {person.key: person for person in CAST}
