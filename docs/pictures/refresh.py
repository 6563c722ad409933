"""Makes the pictures of the README from photographs that the browser tests took.

make test ARGS="tests/browser/test_scores.py tests/browser/test_following.py"
.venv/bin/python docs/pictures/refresh.py var/test/screenshots
"""

import sys
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
HEIGHT = 980  # pixels from the top: what a reader needs to see
COLOURS = 128  # enough for flat pages, and a third of the bytes
TAKEN = {
    "score-card.png": "rapor-card-1280.png",
    "tracking.png": "track-corrective-1280.png",
}


def refresh(photographs: Path) -> None:
    """Cut each photograph to its top and store it with few colours."""
    for name, taken in TAKEN.items():
        with Image.open(photographs / taken) as page:
            top = page.convert("RGB").crop((0, 0, page.width, min(page.height, HEIGHT)))
        top.quantize(COLOURS, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


if __name__ == "__main__":
    refresh(Path(sys.argv[1]))
