"""What is a build command, in which language, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.dockerfile.build_tools import read


@pytest.mark.parametrize(
    ("line", "language", "tool"),
    [
        pytest.param("go build -o /x .", "go", "go build", id="go build"),
        pytest.param("go install ./cmd/x", "go", "go install", id="go install"),
        pytest.param("go get -u ./...", "go", "go get", id="go get"),
        pytest.param("/usr/local/go/bin/go build", "go", "go build", id="a program by its path"),
        pytest.param("xx-go build", "go", "xx-go build", id="the cross compiler's go"),
        pytest.param("bazel build //x", "?", "bazel build", id="bazel hides its language"),
        pytest.param("ko build ./cmd/x", "?", "ko build", id="ko hides what it builds"),
        pytest.param("goreleaser release --clean", "?", "goreleaser release", id="goreleaser hides what it builds"),
        pytest.param("bazel --output_base=/x build //y", "?", "bazel build", id="an option before the action"),
        pytest.param("python setup.py install", "python", "python setup.py", id="setup.py install"),
        pytest.param("python3 setup.py bdist_wheel", "python", "python setup.py", id="setup.py bdist_wheel"),
        pytest.param("python setup.py build_ext --inplace", "python", "python setup.py", id="setup.py build_ext"),
        pytest.param("python3.11 -m pip install x", "python", "pip install", id="pip as a module"),
        pytest.param("python3 -u -m pip install x", "python", "pip install", id="pip as a module after an option"),
        pytest.param("python -m build --wheel", "python", "python -m build", id="the build module"),
        pytest.param("pip install -r requirements.txt", "python", "pip install", id="pip install"),
        pytest.param("pip3.9 install x", "python", "pip install", id="pip of a version"),
        pytest.param("pip --no-cache-dir install x", "python", "pip install", id="an option before install"),
        pytest.param("pip --cache-dir /x install y", "python", "pip install", id="an option's value before install"),
        pytest.param("pip install --no-deps .", "python", "pip install", id="the own code without dependencies"),
        pytest.param("pip install --no-deps ./src", "python", "pip install", id="a folder is no wheel"),
        pytest.param(
            "pip install --no-deps -r r/base.txt", "python", "pip install", id="a requirements file is no wheel"
        ),
        pytest.param("pip install --no-deps git+https://x/y", "python", "pip install", id="an address is not local"),
        pytest.param("pip install --no-deps https://x/y.whl", "python", "pip install", id="a wheel from elsewhere"),
        pytest.param("pip wheel .", "python", "pip install", id="pip wheel"),
        pytest.param("uv sync --frozen", "python", "uv sync", id="uv sync"),
        pytest.param("uv pip install x", "python", "uv pip", id="uv pip install"),
        pytest.param("uv build", "python", "uv build", id="uv build"),
        pytest.param("poetry install", "python", "poetry install", id="poetry install"),
        pytest.param("conda env create -f e.yml", "python", "conda env", id="conda env create"),
        pytest.param("npm ci", "node", "npm ci", id="npm ci"),
        pytest.param("npm install --global x", "node", "npm install", id="npm install --global"),
        pytest.param("npm rebuild", "node", "npm rebuild", id="npm rebuild"),
        pytest.param("npm run build:prod", "node", "npm run build", id="a build script with a suffix"),
        pytest.param("npm --prefix web ci", "node", "npm ci", id="npm in another folder"),
        pytest.param("yarn", "node", "yarn install", id="yarn alone installs"),
        pytest.param("yarn --frozen-lockfile", "node", "yarn install", id="yarn with options alone installs"),
        pytest.param("yarn --cwd web build", "node", "yarn build", id="yarn in another folder"),
        pytest.param("yarn workspace x build", "node", "yarn build", id="yarn in a workspace"),
        pytest.param("yarn global add x", "node", "yarn add", id="yarn global add"),
        pytest.param("pnpm -C web install", "node", "pnpm install", id="pnpm in another folder"),
        pytest.param("pnpm --filter x build", "node", "pnpm build", id="pnpm in a package"),
        pytest.param("npx ng build", "node", "npx", id="npx that builds"),
        pytest.param("npx tsc -p .", "node", "tsc", id="npx of a compiler"),
        pytest.param("ng build --prod", "node", "ng", id="angular"),
        pytest.param("cargo build --release", "rust", "cargo build", id="cargo build"),
        pytest.param("cargo +nightly build", "rust", "cargo build", id="cargo of a toolchain"),
        pytest.param("mvn package", "java", "mvn", id="maven"),
        pytest.param("./gradlew build", "java", "gradlew", id="gradle's wrapper"),
        pytest.param("gcc -o x x.c", "cpp", "gcc", id="a compiler"),
        pytest.param("x86_64-linux-gnu-gcc x.c", "cpp", "x86_64-linux-gnu-gcc", id="a cross compiler"),
        pytest.param("clang-14 x.c", "cpp", "clang-14", id="a compiler of a version"),
        pytest.param("cmake --build .", "cpp", "cmake", id="cmake"),
        pytest.param("ninja", "cpp", "ninja", id="ninja alone builds"),
        pytest.param("bundle install", "other", "bundle install", id="bundle install"),
        pytest.param('Rscript -e install.packages("x")', "r", "Rscript", id="packages of R"),
        pytest.param("R CMD INSTALL x", "r", "R", id="R CMD INSTALL"),
        pytest.param("$GO build", "?", "$GO", id="a program that nobody decides, told to build"),
        pytest.param("mage build", "?", "mage", id="another task runner"),
    ],
)
def test_builds(line: str, language: str, tool: str) -> None:
    assert read(tuple(line.split())) == (language, tool)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("pip install --no-index --find-links=/w x", id="pip without an index"),
        pytest.param("pip install --no-deps x-1.0.whl", id="a local wheel without dependencies"),
        pytest.param("pip install --no-deps /wheels/*", id="a folder of wheels without dependencies"),
        pytest.param("pip download x", id="pip download"),
        pytest.param("pip --version", id="pip's version"),
        pytest.param("pip list", id="pip list"),
        pytest.param("python -m venv /v", id="a virtual environment"),
        pytest.param("python3 setup.py --version", id="setup.py's version"),
        pytest.param("python app.py", id="a Python program"),
        pytest.param("uv venv", id="uv venv"),
        pytest.param("uv python install 3.12", id="an interpreter"),
        pytest.param("poetry export", id="poetry export"),
        pytest.param("npm --version", id="npm's version"),
        pytest.param("npm -v", id="npm's version in short"),
        pytest.param("npm run test", id="another script of npm"),
        pytest.param("npm start", id="npm start"),
        pytest.param("npm cache clean", id="npm cache clean"),
        pytest.param("yarn --version", id="yarn's version"),
        pytest.param("yarn -v", id="yarn's version in short"),
        pytest.param("yarn cache clean", id="yarn cache clean"),
        pytest.param("ng serve", id="angular's server"),
        pytest.param("npx serve", id="npx of a server"),
        pytest.param("tsc --version", id="a compiler's version"),
        pytest.param("git clone https://x/y", id="git clone"),
        pytest.param("curl -O https://x/y", id="curl"),
        pytest.param("apt-get install -y gcc", id="an OS package"),
        pytest.param("apk add build-base", id="an OS package of Alpine"),
        pytest.param("go mod download", id="go mod download"),
        pytest.param("go test ./...", id="go test"),
        pytest.param("go vet ./...", id="go vet"),
        pytest.param("go env -w CGO_ENABLED=0", id="go env"),
        pytest.param("go version", id="go version"),
        pytest.param("go", id="go alone"),
        pytest.param("bazel test //x", id="bazel test"),
        pytest.param("cmake --version", id="cmake's version"),
        pytest.param("gcc -dumpversion", id="gcc's version"),
        pytest.param("gcc", id="a compiler without input"),
        pytest.param("mvn -v", id="maven's version"),
        pytest.param("javac -version", id="javac's version"),
        pytest.param("cargo fetch", id="cargo fetch"),
        pytest.param("cargo test", id="cargo test"),
        pytest.param("make --version", id="make's version"),
        pytest.param("echo pip install x", id="words that are printed"),
        pytest.param("google-cloud-cli build", id="a name that contains go"),
        pytest.param("chmod +x go", id="a change of modes"),
    ],
)
def test_builds_nothing(line: str) -> None:
    assert read(tuple(line.split())) is None


@given(
    st.lists(
        st.sampled_from(["go", "pip", "npm", "npx", "yarn", "python", "-m", "uv", "build", "install", "-C", "--prefix"])
        | st.text(min_size=1, max_size=8),
        min_size=1,
        max_size=8,
    )
)
def test_any_words_are_a_build_or_none(words: list[str]) -> None:
    found = read(tuple(words))
    assert found is None or (found[0] in {"go", "python", "node", "rust", "java", "cpp", "r", "other", "?"}) is True
