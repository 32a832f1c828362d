"""Read the images of `chartpress.yaml`, which builds and pushes what a chart's values name.

https://github.com/jupyterhub/chartpress
"""

import posixpath
import re
from collections.abc import Iterator

from audit.components.publishing import building
from audit.components.publishing.building import Build
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_TARGET = re.compile(r"--target[= ](\S+)")


def is_one(path: str) -> bool:
    """Tell by its name whether a file configures chartpress."""
    return posixpath.basename(path) == "chartpress.yaml"


def builds(path: str, text: str) -> Iterator[Build]:
    """Yield the builds of all charts; paths are relative to the file's folder."""
    found = nodes.read(text)
    for chart in found.items_of("charts") if found is not None else ():
        if isinstance(chart, At):
            for name, image in chart.mapping("images").items():
                yield _built(path, name, image if isinstance(image, At) else At(), chart)


def _built(path: str, name: str, image: At, chart: At) -> Build:
    context = image.text("contextPath", f"images/{name}")
    dockerfile = image.text("dockerfilePath", f"{context}/Dockerfile")
    options = " ".join(item for item in image.items_of("extraBuildCommandOptions") if isinstance(item, str))
    target = _TARGET.search(options)
    return Build(
        dockerfile=building.clean(posixpath.join(posixpath.dirname(path), dockerfile)),
        images=(image.text("imageName") or chart.text("imagePrefix") + name,),
        target=target[1] if target else "",
        arguments=tuple(image.texts("buildArgs").items()),
        pushed=True,
        hops=(Evidence(path, chart.mapping("images").line_of(name), f"image {name}"),),
        origin="release",
    )
