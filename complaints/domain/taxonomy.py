"""The lists by which reports are sorted, in both languages.

Names are those of the regulation or of the Ombudsman's published statistics;
plain words are what a citizen reads. Codes are ours and stored: never rename one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list. Without plain words of its own the name is plain enough."""

    code: str
    name_id: str
    name_en: str
    plain_id: str = ""
    plain_en: str = ""


#: The ten forms of maladministration (Peraturan Ombudsman 26/2017). Beware: TK is
#: also the usual short form of tindakan korektif.
FORMS = (
    Entry(
        "PB",
        "Penundaan berlarut",
        "Undue delay",
        "dibuat menunggu terlalu lama",
        "kept waiting too long",
    ),
    Entry(
        "TMP",
        "Tidak memberikan pelayanan",
        "Failure to provide service",
        "tidak dilayani",
        "not served",
    ),
    Entry(
        "TK",
        "Tidak kompeten",
        "Incompetence",
        "petugas tidak cakap",
        "the officer was not up to the task",
    ),
    Entry(
        "PW",
        "Penyalahgunaan wewenang",
        "Abuse of authority",
        "wewenang disalahgunakan",
        "authority was misused",
    ),
    Entry(
        "PP",
        "Penyimpangan prosedur",
        "Deviation from procedure",
        "aturan tidak diikuti",
        "the rules were not followed",
    ),
    Entry(
        "PI",
        "Permintaan imbalan",
        "Demand for payment",
        "diminta uang atau barang",
        "asked for money or goods",
    ),
    Entry(
        "TP",
        "Tidak patut",
        "Improper conduct",
        "diperlakukan tidak pantas",
        "treated improperly",
    ),
    Entry("BP", "Berpihak", "Partiality", "petugas memihak", "the officer took sides"),
    Entry(
        "DK",
        "Diskriminasi",
        "Discrimination",
        "dibeda-bedakan",
        "treated differently from others",
    ),
    Entry(
        "KK",
        "Konflik kepentingan",
        "Conflict of interest",
        "ada kepentingan pribadi",
        "a private interest was involved",
    ),
)

#: The components of a service standard, coded as Law 25/2009 article 21 numbers them.
COMPONENTS = (
    Entry("1", "Dasar hukum", "Legal basis"),
    Entry("2", "Persyaratan", "Requirements"),
    Entry("3", "Sistem, mekanisme, dan prosedur", "System and procedure"),
    Entry("4", "Jangka waktu penyelesaian", "Time of completion"),
    Entry("5", "Biaya atau tarif", "Fee or tariff"),
    Entry("6", "Produk pelayanan", "Product of the service"),
    Entry("7", "Sarana, prasarana, atau fasilitas", "Facilities"),
    Entry("8", "Kompetensi pelaksana", "Competence of staff"),
    Entry("9", "Pengawasan internal", "Internal supervision"),
    Entry("10", "Penanganan pengaduan", "Handling of complaints"),
    Entry("11", "Jumlah pelaksana", "Number of staff"),
    Entry("12", "Jaminan pelayanan", "Guarantee of service"),
    Entry("13", "Jaminan keamanan dan keselamatan", "Guarantee of safety"),
    Entry("14", "Evaluasi kinerja pelaksana", "Evaluation of staff"),
)

#: Whom reports are about, as the statistics group them.
REPORTED_GROUPS = (
    Entry("pemda", "Pemerintah daerah", "Regional government"),
    Entry("pertanahan", "Badan pertanahan", "Land agency"),
    Entry("kepolisian", "Kepolisian", "Police"),
    Entry("instansi_pusat", "Kementerian dan instansi pusat", "Central government"),
    Entry("bumn_bumd", "BUMN dan BUMD", "State and regional enterprises"),
    Entry("sekolah_negeri", "Lembaga pendidikan negeri", "State schools"),
    Entry("perbankan", "Perbankan", "Banks"),
    Entry("rumah_sakit", "Rumah sakit pemerintah", "State hospitals"),
    Entry("kejaksaan", "Kejaksaan", "Prosecution service"),
    Entry("peradilan", "Peradilan", "Courts"),
    Entry("tni", "TNI", "Armed forces"),
    Entry("dprd", "DPRD", "Regional councils"),
    Entry("lainnya", "Lain-lain", "Other"),
)

#: On which way a report came.
CHANNELS = (
    Entry("web", "Situs web", "Website"),
    Entry("surat", "Surat", "Letter"),
    Entry("langsung", "Datang langsung", "In person"),
    Entry("whatsapp", "WhatsApp", "WhatsApp"),
    Entry("surel", "Surel", "E-mail"),
    Entry("telepon", "Telepon", "Telephone"),
    Entry("jemput_bola", "PVL on the spot", "Outreach"),
    Entry("prakarsa", "Prakarsa sendiri", "Own initiative"),
    Entry("api", "Sistem lain", "Another system"),
    Entry("impor", "Impor", "Import"),
    Entry("daftar", "Daftar sebelumnya", "Earlier register"),
)

#: Any one of these makes a report urgent (26/2017 articles 26 and 27).
RCO_CRITERIA = (
    Entry(
        "darurat",
        "Kondisi darurat",
        "Emergency",
        "ada bencana, wabah, atau kelaparan",
        "there is a disaster, an epidemic or a famine",
    ),
    Entry(
        "jiwa",
        "Mengancam keselamatan jiwa",
        "Threat to life",
        "jiwa seseorang terancam",
        "somebody's life is in danger",
    ),
    Entry(
        "hak_hidup",
        "Mengancam hak hidup",
        "Threat to livelihood",
        "penghidupan seseorang terancam",
        "somebody's living is in danger",
    ),
)

#: What an agency sends to prove that it acted.
EVIDENCE_KINDS = (
    Entry("sk", "Surat keputusan", "Decree"),
    Entry("surat", "Surat", "Letter"),
    Entry("foto", "Foto", "Photograph"),
    Entry("kuitansi", "Kuitansi", "Receipt of payment"),
    Entry("berita_acara", "Berita acara", "Official record"),
    Entry("lainnya", "Lain-lain", "Other"),
)
