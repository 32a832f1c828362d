"""Hold where manifests name images, and how a component is deployed."""

from dataclasses import dataclass
from typing import Literal

from audit.model.evidence import Evidence

# default: a default installation runs it; optional: only an overlay or chart on choice does;
# runtime: the platform puts it into users' pods; workspace: users pick it from a list; published: pushed, no manifest
# names it; none: not even published
Deployed = Literal["default", "optional", "runtime", "workspace", "published", "none", "unknown"]

# field: an `image:` of a pod; string: a text that a program reads; values: a chart's values that no template uses by
# default; source: a default in code; documented: a page of documentation runs it, or another source names it
How = Literal["field", "string", "values", "source", "documented"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold one place where an image is named.

    `image` is the reference as it is in the end, `?` for undecided parts; `object` is the Kubernetes object's kind,
    empty where it is none; `default`: a default installation applies it. The evidence is first the place that names the
    image, then every place that changes its name or tag.
    """

    image: str
    how: How
    object: str
    default: bool
    evidence: tuple[Evidence, ...]


# what a manifest asks of the container that runs an image
# command: it names the program; shell-command: through a shell; variable-arguments: `$(NAME)` or `${NAME}` in them
Demanded = Literal[
    "command", "shell-command", "variable-arguments", "exec-probe", "exec-hook", "run-as-user", "run-as-non-root",
    "fs-group", "args", "writable-mount",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """Hold one thing that a manifest asks of a container that runs the image.

    `text` is the value: a command's words joined by spaces, a user's number, `true`; `default`: a default installation
    applies the manifest; `overlay`: a patch that names the container and not its image.
    """

    kind: Demanded
    text: str
    evidence: Evidence
    container: str = ""
    default: bool = False
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class Container:
    """Hold one container of a manifest with what it asks; `image` is as written, empty in a patch without one.

    `object` is the Kubernetes object's kind, `owner` its name, `name` the container's; `image_at` is the image's place.
    """

    object: str
    owner: str
    name: str
    image: str
    image_at: Evidence | None
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Injection:
    """Hold whether the platform puts the image into users' pods, why, and the lines that name it there."""

    value: Literal["yes", "no", "unknown"] = "unknown"
    why: str = "nobody looked"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Deployment:
    """Hold whether and by what a component's image is deployed; `by` and `tag` are empty where nothing deploys it.

    `by` is `owner/name path:line` of the manifest, `tag` the tag (or digest) under which it deploys the image;
    `demands` is what the manifests ask of the containers that run it, every place; `maintenance` says why the branch
    is one that gets fixes only, empty where it is none.
    """

    value: Deployed
    why: str
    by: str = ""
    tag: str = ""
    evidence: tuple[Evidence, ...] = ()
    demands: tuple[Demand, ...] = ()
    injection: Injection = Injection()
    maintenance: str = ""


NOT_KNOWN = Deployment("unknown", "nobody looked for manifests")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Hold an image that a default installation runs and no Dockerfile at hand publishes.

    `repository` is where the manifest is; `built_in` is the repository that builds the image, and `reason` says why no
    row stands for it; both are empty where nobody reviewed the image.
    """

    image: str
    repository: str
    evidence: tuple[Evidence, ...]
    built_in: str = ""
    reason: str = ""
