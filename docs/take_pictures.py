"""`make pictures`: takes the pictures of docs/pictures/ from the demonstration council, in a scratch database.

CHROMIUM names a browser where none is on PATH.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the script is run by its path

from tests.everything import find_browser, free_port  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
CLERK, COUNCILLOR = "Margaret Ellis", "Priya Shah"


@dataclass(frozen=True)
class Shown:
    """`name` is the picture's, `path` the page's; `who` is signed in there; `follow` names a link to go on by."""

    name: str
    path: str
    who: str = ""
    follow: str = ""


SHOWN = [
    Shown("home", "/"),
    Shown("news", "/news/"),
    Shown("post", "/news/", follow="Carols in the Market Place"),
    Shown("search", "/search/?q=winter"),
    Shown("write", "/desk/posts/write/", COUNCILLOR),
    Shown("desk", "/desk/", CLERK),
    Shown("queue", "/desk/decisions/", CLERK),
    Shown("decide", "/desk/decisions/", CLERK, follow="Ten years of the community orchard"),
    Shown("calendar", "/desk/decisions/calendar/", CLERK),
    Shown("people", "/desk/people/", CLERK),
]
WIDTHS = {1280: 1400, 320: 1600}  # pixels: how wide the window is, and how much of a long page is shown
LARGEST = 150_000  # bytes
COLOURS = (256, 128, 64, 32)
PATIENCE_SECONDS = 60


def main() -> None:
    program = find_browser()
    if not program:
        sys.exit("There is no Chromium on PATH or in CHROMIUM.")
    switches = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        TemporaryDirectory(prefix="moothall-") as folder,
        demonstration(Path(folder)) as address,
        sync_playwright() as p,
    ):
        browser = p.chromium.launch(executable_path=program, args=switches)
        for width, tallest in WIDTHS.items():
            for who in dict.fromkeys(shown.who for shown in SHOWN):
                visit(browser, address, who, width, tallest)
        browser.close()


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The address of the demonstration council, which is gone afterwards."""
    port = free_port()
    address = f"http://localhost:{port}"
    own = {"DEMO": "1", "DEBUG": "1", "SECRET_KEY": folder.name * 4, "SITE_URL": address}
    # The settings of a benchmark keep everything that is written in the folder.
    scratch = {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "BENCH_FOLDER": str(folder), "REDIS_URL": ""}
    environment = {**os.environ, **own, **scratch, "DATABASE_URL": f"sqlite:///{folder / 'pictures.sqlite3'}"}
    for command in (["migrate", "--verbosity", "0"], ["load_demonstration"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)  # noqa: S603
    serve = ["-m", "gunicorn", "council.wsgi:application", "--bind", f"localhost:{port}", "--no-control-socket"]
    threads = ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
    process = subprocess.Popen([sys.executable, *serve, *threads], cwd=ROOT, env=environment)  # noqa: S603
    try:
        wait_for(f"{address}/healthz")
        yield address
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return urlopen(address).close()  # noqa: S310 - our own
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def visit(browser: Browser, address: str, who: str, width: int, tallest: int) -> None:
    """One person's pages, in a window so wide."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if who:
        page.goto("/accounts/login/")
        page.get_by_role("button", name=who).click()
    for shown in SHOWN:
        if shown.who == who:
            take(page, shown, width, tallest)
    context.close()


def take(page: Page, shown: Shown, width: int, tallest: int) -> None:
    answer = page.goto(shown.path)
    if answer is None or not answer.ok:
        sys.exit(f"{shown.path} cannot be shown: change the table in {Path(__file__).name}.")
    if shown.follow:
        page.get_by_role("main").get_by_role("link", name=shown.follow).first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    height = min(int(page.evaluate("() => document.documentElement.scrollHeight")), tallest)
    picture = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    file = PICTURES / f"{shown.name}-{width}.png"
    file.write_bytes(compressed(picture))
    sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB\n")


def compressed(picture: bytes) -> bytes:
    """The picture with as many colours as keep it small enough."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        data = BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
        if data.tell() <= LARGEST:
            break
    else:
        raise ValueError(f"The picture takes {data.tell()} bytes even with {colours} colours.")
    return data.getvalue()


if __name__ == "__main__":
    main()
