"""What files and letters can be."""

from enum import StrEnum


class MediaType(StrEnum):
    """The types we take in and hand out, and no others."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    MP3 = "audio/mpeg"
    M4A = "audio/mp4"
    OGG = "audio/ogg"
    WAV = "audio/wav"
    AMR = "audio/amr"
    MP4 = "video/mp4"
    TEXT = "text/plain"
    CSV = "text/csv"  # ours only: no ending promises it


class Family(StrEnum):
    """What a person calls a file of some type; the sentences speak of these."""

    PHOTO = "photo"
    DOCUMENT = "document"
    SOUND = "sound"
    VIDEO = "video"


FAMILIES: dict[MediaType, Family] = {
    MediaType.JPEG: Family.PHOTO,
    MediaType.PNG: Family.PHOTO,
    MediaType.WEBP: Family.PHOTO,
    MediaType.PDF: Family.DOCUMENT,
    MediaType.DOCX: Family.DOCUMENT,
    MediaType.XLSX: Family.DOCUMENT,
    MediaType.ODT: Family.DOCUMENT,
    MediaType.TEXT: Family.DOCUMENT,
    MediaType.CSV: Family.DOCUMENT,
    MediaType.MP3: Family.SOUND,
    MediaType.M4A: Family.SOUND,
    MediaType.OGG: Family.SOUND,
    MediaType.WAV: Family.SOUND,
    MediaType.AMR: Family.SOUND,
    MediaType.MP4: Family.VIDEO,
}

#: Which contents an ending may stand for. A telephone names a recording without
#: pictures ``.mp4`` or ``.3gp`` as well; nothing else has two. What is in a ``.3gp`` is
#: an MP4 of older codecs, and treated as one.
ENDINGS: dict[str, frozenset[MediaType]] = {
    "jpg": frozenset({MediaType.JPEG}),
    "jpeg": frozenset({MediaType.JPEG}),
    "png": frozenset({MediaType.PNG}),
    "webp": frozenset({MediaType.WEBP}),
    "pdf": frozenset({MediaType.PDF}),
    "docx": frozenset({MediaType.DOCX}),
    "xlsx": frozenset({MediaType.XLSX}),
    "odt": frozenset({MediaType.ODT}),
    "mp3": frozenset({MediaType.MP3}),
    "m4a": frozenset({MediaType.M4A}),
    "ogg": frozenset({MediaType.OGG}),
    "oga": frozenset({MediaType.OGG}),
    "opus": frozenset({MediaType.OGG}),
    "wav": frozenset({MediaType.WAV}),
    "amr": frozenset({MediaType.AMR}),
    "3ga": frozenset({MediaType.M4A}),
    "3gp": frozenset({MediaType.MP4, MediaType.M4A}),
    "mp4": frozenset({MediaType.MP4, MediaType.M4A}),
    "txt": frozenset({MediaType.TEXT}),
}


class Verdict(StrEnum):
    """What is known of a file's harmlessness."""

    NOT_SCANNED = "not_scanned"  # no scanner has looked at it yet
    CLEAN = "clean"
    REJECTED = "rejected"
    OURS = "ours"  # made by this system, never uploaded


class Hold(StrEnum):
    """Why the last try to let a file out of quarantine did not."""

    NONE = ""
    DOWN = "down"  # no scanner answers
    TIMEOUT = "timeout"
    GARBLED = "garbled"  # an answer that is none of the scanner's
    LIMIT = "limit"  # larger or deeper than the scanner looks
    ENCRYPTED = "encrypted"  # the scanner cannot look inside
    ALTERED = "altered"  # no longer the bytes that were stored


class Copying(StrEnum):
    """Whether there is a copy for reading."""

    WAITING = "waiting"
    MADE = "made"
    IMPOSSIBLE = "impossible"
    NOT_NEEDED = "not_needed"  # ours, or a copy itself


class Standing(StrEnum):
    """What a page says of a file, in one or two words."""

    NOT_SCANNED = "not_scanned"
    WAITING = "waiting"
    HELD = "held"
    REJECTED = "rejected"
    COPYING = "copying"
    NO_COPY = "no_copy"
    SAFE = "safe"
    OURS = "ours"
    ERASED = "erased"


class FileRole(StrEnum):
    """The sealed original, or what was made of it: for reading, or for an agency."""

    ORIGINAL = "original"
    DERIVATIVE = "derivative"
    RELEASED = "released"


class FileState(StrEnum):
    """Whether the bytes can still be opened."""

    STORED = "stored"
    ERASED = "erased"


class LetterKind(StrEnum):
    """The letters that the Ombudsman sends; each has a folder under ``letters``."""

    CLARIFICATION = "permintaan_klarifikasi"
    RESULT = "pemberitahuan_hasil"
    REPORT = "lhp"
    CLOSING = "penutupan"
    INCOMPLETE = "tidak_lengkap"
    INVITATION = "undangan_musyawarah"
    DOCUMENTS = "permintaan_dokumen"
    SUMMONS = "panggilan"
    MINUTES = "berita_acara_pleno"
    SUPERIOR = "undangan_atasan"
    RECOMMENDATION = "rekomendasi"
    SANCTION = "rekomendasi_sanksi"
    DEFIANCE = "laporan_ketidakpatuhan"
    OBJECTION = "putusan_keberatan"
    EXTRACT = "rekomendasi_publik"
    PERIODIC = "laporan_berkala"
    AGAIN = "perintah_ulang"
    ASSESSMENT = "status_rekomendasi"


class LetterState(StrEnum):
    """What the verification page says of a letter."""

    GENUINE = "genuine"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
