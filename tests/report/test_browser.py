"""The report in a real browser. Debian's package: `apt-get install chromium`; CHROMIUM may name another."""

import os
import re
import shutil
import subprocess

import pytest

from sim import report

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no chromium found")]

# Counts what is too wide for the page, and labels cut off at the edge of their chart. A table too wide has a
# scroll bar of its own.
PROBE = """<script>
addEventListener("load", () => setTimeout(() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  const cut = [...document.querySelectorAll(".plot")].flatMap((plot) => {
    const box = plot.getBoundingClientRect();
    return [...plot.querySelectorAll("text")].filter((text) => {
      const at = text.getBoundingClientRect();
      return at.width > 0 && (at.left < box.left - 1 || at.right > box.right + 1);
    }).map((text) => text.textContent);
  });
  document.body.dataset.probe = `too wide: ${Math.max(wide, 0)}; cut: ${cut.join(", ") || "none"};`;
}, 500));
</script>"""


def opened(path, profile, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The page after its scripts have run; what it writes to its console goes to stderr."""
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--no-first-run", f"--user-data-dir={profile}", "--enable-logging=stderr", "--log-level=0",
        "--virtual-time-budget=10000", *arguments, path.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


@pytest.mark.parametrize("name", ["one", "two", "ten"])
@pytest.mark.parametrize("width", [1280, 500])  # no window is narrower than 500; the layout is a phone's
def test_charts_are_drawn_without_a_complaint(name, width, request, tmp_path):
    path = report.write(request.getfixturevalue(name), tmp_path / "report.html")
    html = path.read_text(encoding="utf-8")
    path.write_text(html.replace("</body>", PROBE + "</body>"), encoding="utf-8")
    seen = opened(path, tmp_path / "profile", f"--window-size={width},1000", "--dump-dom")
    # the page's policy forbids every request, so an attempt at one would be on the console too
    assert [line for line in seen.stderr.splitlines() if "CONSOLE" in line] == []
    panels = html.count('class="plot"')
    assert panels
    assert len(re.findall(r'<div class="[^"]*js-plotly-plot', seen.stdout)) == panels
    assert "too wide: 0; cut: none;" in seen.stdout


def test_a_request_would_be_noticed(two, tmp_path):
    path = report.write(two, tmp_path / "report.html")
    html = path.read_text(encoding="utf-8").replace("</main>", '<img src="https://example.org/a.png"></main>')
    path.write_text(html, encoding="utf-8")
    seen = opened(path, tmp_path / "profile", "--dump-dom")
    assert "CONSOLE" in seen.stderr
    assert "Content Security Policy" in seen.stderr


def test_it_prints(two, tmp_path):
    path = report.write(two, tmp_path / "report.html")
    opened(path, tmp_path / "profile", f"--print-to-pdf={tmp_path / 'report.pdf'}", "--no-pdf-header-footer")
    pages = len(re.findall(rb"/Type /Page\b", (tmp_path / "report.pdf").read_bytes()))
    assert 4 <= pages <= 18
