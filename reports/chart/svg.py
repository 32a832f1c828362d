"""Write figures as SVG: the same bytes for the same data, without styles that a page's security policy refuses."""

import io
import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from html import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reports.chart.palette import INK
from reports.text.visible import visible

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold one chart: file name without suffix, title, the numbers in words, and a self-contained SVG."""

    name: str
    title: str
    description: str
    svg: str

    def _repr_svg_(self) -> str:
        """Return what a notebook shows."""
        return self.svg


def blank(width: float, height: float) -> tuple[Figure, Axes]:
    """Return a figure of that size in inches with one bare set of axes that fills it, in inches from the top left."""
    with _settings():
        figure = Figure(figsize=(width, height))
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return figure, axes


def finish(figure: Figure, name: str, title: str, description: str) -> Chart:
    """Return the figure as a chart."""
    stream = io.StringIO()
    with _settings():
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return Chart(name, title, description, _inline(stream.getvalue(), name, title, description))


def _settings() -> AbstractContextManager[None]:
    """Return the settings in which figures are made and saved; the salt takes chance out of the ids."""
    return mpl.rc_context(
        {
            "svg.hashsalt": "kubeflow-image-audit",
            "svg.fonttype": "none",
        }
    )


def _inline(drawn: str, name: str, title: str, description: str) -> str:
    """Return matplotlib's SVG fit to stand in a page: own ids, attributes for styles, a text alternative."""
    own = f"chart-{name}"
    size = re.search(r'width="[^"]*" height="[^"]*" viewBox="[^"]*"', drawn)
    body = drawn[drawn.index("</metadata>") + len("</metadata>") : drawn.rindex("</svg>")]
    body = re.sub(r"<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r'\bid="|url\(#|xlink:href="#', lambda match: f"{match[0]}{own}-", body)
    body = re.sub(r' style="([^"]*)"', lambda match: _attributes(match[1]), body)
    body = re.sub(r"\s*\n\s*", " ", body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size[0] if size else ""}'
        f' role="img" aria-labelledby="{own}-title {own}-desc" font-family="{_FONT}" fill="{INK}"'
        f' stroke-linejoin="round"><title id="{own}-title">{escape(visible(title))}</title>'
        f'<desc id="{own}-desc">{escape(visible(description))}</desc>{body.strip()}</svg>\n'
    )


def _attributes(style: str) -> str:
    """Return a style's declarations as presentation attributes, without the font family."""
    pairs = (declaration.split(":", 1) for declaration in style.split(";") if ":" in declaration)
    kept = ((key.strip(), value.strip()) for key, value in pairs if key.strip() != "font-family")
    return "".join(f' {key}="{value}"' for key, value in kept)
