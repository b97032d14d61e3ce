"""Take the README's picture of a running demo: python tools/screenshot.py http://localhost:8000."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "roadmap.png"
PATH = "/edskog/roadmap/"


def main(address: str) -> int:
    """Sign in as the demo's strategist and keep what the roadmap looks like."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            viewport={"width": 1280, "height": 800}, locale="sv-SE", color_scheme="light"
        )
        page.goto(f"{address}/demo/")
        page.locator("main form button").first.click()
        page.wait_for_load_state()
        page.goto(address + PATH)
        page.screenshot(path=PICTURE)
        browser.close()
    print(PICTURE.name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
