"""Which layers are the base image's."""

import pytest

from audit.vulnerabilities.formats.layers import HistoryStep, ImageConfig, RootFilesystem, of_base, origin

ADD, COPY = HistoryStep("/bin/sh -c #(nop) ADD file:1 in / "), HistoryStep("COPY web /web # buildkit")
OLD_CMD, NEW_CMD = (
    HistoryStep('/bin/sh -c #(nop)  CMD ["bash"]', empty_layer=True),
    HistoryStep('CMD ["bash"]', empty_layer=True),
)
BAZEL, ENV = HistoryStep("bazel build ..."), HistoryStep("ENV A=1", empty_layer=True)
ENTRY = HistoryStep('ENTRYPOINT ["/web"]', empty_layer=True)


@pytest.mark.parametrize(
    ("steps", "layers", "base"),
    [
        pytest.param((ADD, OLD_CMD, COPY), "ab", "a", id="a CMD that a layer follows ends the base"),
        pytest.param((ADD, NEW_CMD, COPY, ENTRY), "ab", "a", id="the image's own entry point does not"),
        pytest.param((ADD, COPY, NEW_CMD), "ab", "", id="an image that ends with a CMD may be a base itself"),
        pytest.param((ADD, NEW_CMD, COPY, ENTRY, COPY), "abc", "ab", id="the last of several counts"),
        pytest.param((BAZEL, BAZEL, COPY), "abc", "", id="distroless has no CMD and tells nothing"),
        pytest.param((ADD, ENV, COPY), "ab", "", id="ENV ends nothing"),
        pytest.param((ADD, NEW_CMD, COPY), "abc", "", id="a history that does not fit the layers tells nothing"),
        pytest.param((), "", "", id="no history"),
    ],
)
def test_the_base_s_layers(steps: tuple[HistoryStep, ...], layers: str, base: str) -> None:
    assert of_base(ImageConfig(steps, RootFilesystem(tuple(layers)))) == frozenset(base)


@pytest.mark.parametrize(
    ("layer", "base", "whose"), [("a", "a", "base"), ("b", "a", "own"), ("", "a", "unknown"), ("a", "", "unknown")]
)
def test_whose_a_layer_is(layer: str, base: str, whose: str) -> None:
    assert origin(layer, frozenset(base)) == whose
