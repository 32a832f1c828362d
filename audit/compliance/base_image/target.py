"""Choose the base image that a component should move to: once, for rules, effort, next step and patch alike.

The family follows the language, the release is the newest supported one. An interpreter keeps its line: where no
distroless image has it, nothing is named. A binary that needs cgo keeps a C library. Python's, Node's and Java's lines:
https://github.com/GoogleContainerTools/distroless.
"""

import re
from fnmatch import fnmatchcase

from audit.compliance.base_image import image_pattern, lifecycle, version
from audit.compliance.case.case import Case
from audit.model.dockerfile import Image
from audit.model.priority.ranking import Target
from audit.policy.lifecycle import Release

VARIANT = "the project's own distroless variant"
_RELEASE = re.compile(r"-debian\d+")
_NODE = re.compile(r"nodejs\d+")


def choose(case: Case, *, ready: bool = False, third_party: bool = False) -> Target:
    """Return the target; `ready`: what runs is a static tool, `third_party`: a server that its base brings."""
    language = "go" if ready else case.component.language.value
    kept = _kept(case)
    if kept.image or third_party:
        return kept if kept.image else Target("", "a third party's program: no variant without a shell is on record")
    return _of_language(case, language, ready=ready)


def _of_language(case: Case, language: str, *, ready: bool) -> Target:
    """Return the image that is made for a language, at the newest supported release."""
    named = case.lifecycle.recommended.get(language, "")
    if not named:
        return Target("", f"no distroless image runs {language}")
    if language == "go" and not ready and needs_libc(case):
        return Target(_newest(named.replace("static", "base", 1), case), "what is compiled needs cgo")
    if language == "python":
        return _python(case, named)
    if language == "node":
        return _node(case, named)
    return Target(_newest(named, case), f"made for {language}")


def needs_libc(case: Case) -> bool:
    """Return whether the Go program that is compiled needs cgo; one that is built with CGO_ENABLED=0 does not."""
    built = [build for build in (*case.builds(), *case.component.prebuilds) if build.language == "go"]
    is_off = bool(built) and all(build.variable("CGO_ENABLED") == "0" for build in built)
    return not is_off and case.component.needs.cgo.value == "needed"


def _kept(case: Case) -> Target:
    """Return the base itself where it is an equivalent of distroless, else its project's variant without a shell."""
    base = case.foundation(case.dockerfile.final_stage).image
    if lifecycle.runtime(base, case.lifecycle, case.when).tier == "equivalent":
        return Target(case.dockerfile.root(case.dockerfile.final).image.text, "it holds no shell already")
    return _variant(case)


def _variant(case: Case) -> Target:
    """Return the variant without a shell that the base's own project publishes, where one is on record."""
    base = case.foundation(case.dockerfile.final_stage).image
    name = image_pattern.canonical(base)
    known = next((variant for variant in case.lifecycle.variants if fnmatchcase(name, variant.name)), None)
    if known is None or "?" in base.tag or not base.tag:
        return Target()
    bare = base.tag.removeprefix("distroless-").removesuffix("-distroless")
    written = base.text.partition("@")[0].removesuffix(f":{base.tag}")
    return Target(f"{written}:{known.tag.format(tag=bare)}", VARIANT)


def _python(case: Case, named: str) -> Target:
    carried = case.lifecycle.interpreters.get("python", "")
    written = _language_version(case, "python")
    if carried and written and not version.belongs(version.numbers(carried), written[:2]):
        shown = ".".join(map(str, written[:2]))
        return Target("", f"distroless has Python {carried} only, and the image runs {shown}")
    return Target(_newest(named, case), f"made for Python {carried}")


def _node(case: Case, named: str) -> Target:
    """Return the image of the same major, where that is supported; of the recommended one where none is written."""
    written = _language_version(case, "node")
    if not written:
        return Target(_newest(named, case), "made for Node; the image's own line is not decided")
    lines = [release for release in case.lifecycle.releases if release.line == "distroless-nodejs"]
    for release in lines:
        if release.release == str(written[0]) and lifecycle.support(release, case.when) == "yes":
            same = _NODE.sub(f"nodejs{written[0]}", named)
            return Target(_newest(same, case), f"the image of the same major, Node {written[0]}")
    return Target("", f"no supported distroless image has Node {written[0]}")


def _language_version(case: Case, language: str) -> tuple[int, ...]:
    base = case.foundation(case.dockerfile.final_stage).image
    written = image_pattern.language_version(base, language, case.lifecycle)
    if written or language != "python":
        return written
    # a vendor's image has the line in its name (python-312-minimal) or inside its tag (0.11-python3.12-alpine)
    found = re.search(r"python-?(3)\.?(\d{1,2})\b", f"{base.name.rpartition('/')[2]}:{base.tag}")
    return tuple(int(part) for part in found.groups()) if found else ()


def _newest(named: str, case: Case) -> str:
    """Return the reference with the newest release of distroless that is supported on the run's day."""
    family = image_pattern.family(_read(named))
    releases = [
        release
        for release in case.lifecycle.releases
        if release.line == "distroless" and _is_of(release, family) and lifecycle.support(release, case.when) == "yes"
    ]
    newest = max(releases, key=lambda release: _number(release.release), default=None)
    return _RELEASE.sub(f"-{newest.release}", named) if newest else named


def _read(named: str) -> Image:
    name = named.partition("@")[0].rpartition(":")[0]
    return Image(named, "", name, "", "")


def _is_of(release: Release, family: str) -> bool:
    return not release.families or any(fnmatchcase(family, known) for known in release.families)


def _number(release: str) -> int:
    digits = re.sub(r"\D", "", release)
    return int(digits) if digits else 0
