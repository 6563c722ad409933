"""Photographs: painted anew from their pixels, which is all that is kept."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms, ImageOps
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

QUALITY = 90
_READERS: tuple[tuple[bytes, str, type[ImageFile]], ...] = (
    (b"\xff\xd8\xff", "JPEG", JpegImageFile),
    (b"\x89PNG\r\n\x1a\n", "PNG", PngImageFile),
    (b"RIFF", "WEBP", WebPImageFile),
)
#: What each kind can hold without changing what is seen.
_MODES = {
    "JPEG": frozenset({"L", "RGB"}),
    "PNG": frozenset({"1", "L", "LA", "RGB", "RGBA", "I;16"}),
    "WEBP": frozenset({"RGB", "RGBA"}),
}


def copy(content: bytes) -> bytes:
    """The first picture of the file, upright, in plain colours, with nothing beside it.

    Second frames, thumbnails, profiles, comments and what follows the end are gone.
    """
    kind, reader = next(
        (kind, reader) for head, kind, reader in _READERS if content.startswith(head)
    )
    picture = _plain(_upright(reader(BytesIO(content))), kind)
    picture.info.clear()
    out = BytesIO()
    if kind == "PNG":
        picture.save(out, kind, compress_level=4)
    else:
        picture.save(out, kind, quality=QUALITY)
    return out.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # directions that cannot be read are no directions
        return picture


def _plain(picture: Image.Image, kind: str) -> Image.Image:
    """In colours that need no profile."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        picture = _in_srgb(picture, profile)
    if picture.mode in _MODES[kind]:
        return picture
    clear = "A" in picture.getbands() or "transparency" in picture.info
    return picture.convert("RGBA" if clear and kind != "JPEG" else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if picture.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile that cannot be used is left out
    return converted or picture
