"""What is a build command, in which language, and what is none."""

from hypothesis import given
from hypothesis import strategies as st

from audit.dockerfile.build_tools import read
from tests.cases import cases


@cases(
    "line, language, tool",
    {
        "go build": ("go build -o /x .", "go", "go build"),
        "go install": ("go install ./cmd/x", "go", "go install"),
        "go get": ("go get -u ./...", "go", "go get"),
        "a program by its path": ("/usr/local/go/bin/go build", "go", "go build"),
        "the cross compiler's go": ("xx-go build", "go", "xx-go build"),
        "bazel hides its language": ("bazel build //x", "?", "bazel build"),
        "ko hides what it builds": ("ko build ./cmd/x", "?", "ko build"),
        "goreleaser hides what it builds": ("goreleaser release --clean", "?", "goreleaser release"),
        "an option before the action": ("bazel --output_base=/x build //y", "?", "bazel build"),
        "setup.py install": ("python setup.py install", "python", "python setup.py"),
        "setup.py bdist_wheel": ("python3 setup.py bdist_wheel", "python", "python setup.py"),
        "setup.py build_ext": ("python setup.py build_ext --inplace", "python", "python setup.py"),
        "pip as a module": ("python3.11 -m pip install x", "python", "pip install"),
        "pip as a module after an option": ("python3 -u -m pip install x", "python", "pip install"),
        "the build module": ("python -m build --wheel", "python", "python -m build"),
        "pip install": ("pip install -r requirements.txt", "python", "pip install"),
        "pip of a version": ("pip3.9 install x", "python", "pip install"),
        "an option before install": ("pip --no-cache-dir install x", "python", "pip install"),
        "an option's value before install": ("pip --cache-dir /x install y", "python", "pip install"),
        "the own code without dependencies": ("pip install --no-deps .", "python", "pip install"),
        "a folder is no wheel": ("pip install --no-deps ./src", "python", "pip install"),
        "a requirements file is no wheel": ("pip install --no-deps -r r/base.txt", "python", "pip install"),
        "an address is not local": ("pip install --no-deps git+https://x/y", "python", "pip install"),
        "a wheel from elsewhere": ("pip install --no-deps https://x/y.whl", "python", "pip install"),
        "pip wheel": ("pip wheel .", "python", "pip install"),
        "uv sync": ("uv sync --frozen", "python", "uv sync"),
        "uv pip install": ("uv pip install x", "python", "uv pip"),
        "uv build": ("uv build", "python", "uv build"),
        "poetry install": ("poetry install", "python", "poetry install"),
        "conda env create": ("conda env create -f e.yml", "python", "conda env"),
        "npm ci": ("npm ci", "node", "npm ci"),
        "npm install --global": ("npm install --global x", "node", "npm install"),
        "npm rebuild": ("npm rebuild", "node", "npm rebuild"),
        "a build script with a suffix": ("npm run build:prod", "node", "npm run build"),
        "npm in another folder": ("npm --prefix web ci", "node", "npm ci"),
        "yarn alone installs": ("yarn", "node", "yarn install"),
        "yarn with options alone installs": ("yarn --frozen-lockfile", "node", "yarn install"),
        "yarn in another folder": ("yarn --cwd web build", "node", "yarn build"),
        "yarn in a workspace": ("yarn workspace x build", "node", "yarn build"),
        "yarn global add": ("yarn global add x", "node", "yarn add"),
        "pnpm in another folder": ("pnpm -C web install", "node", "pnpm install"),
        "pnpm in a package": ("pnpm --filter x build", "node", "pnpm build"),
        "npx that builds": ("npx ng build", "node", "npx"),
        "npx of a compiler": ("npx tsc -p .", "node", "tsc"),
        "angular": ("ng build --prod", "node", "ng"),
        "cargo build": ("cargo build --release", "rust", "cargo build"),
        "cargo of a toolchain": ("cargo +nightly build", "rust", "cargo build"),
        "maven": ("mvn package", "java", "mvn"),
        "gradle's wrapper": ("./gradlew build", "java", "gradlew"),
        "a compiler": ("gcc -o x x.c", "cpp", "gcc"),
        "a cross compiler": ("x86_64-linux-gnu-gcc x.c", "cpp", "x86_64-linux-gnu-gcc"),
        "a compiler of a version": ("clang-14 x.c", "cpp", "clang-14"),
        "cmake": ("cmake --build .", "cpp", "cmake"),
        "ninja alone builds": ("ninja", "cpp", "ninja"),
        "bundle install": ("bundle install", "other", "bundle install"),
        "packages of R": ('Rscript -e install.packages("x")', "r", "Rscript"),
        "R CMD INSTALL": ("R CMD INSTALL x", "r", "R"),
        "a program that nobody decides, told to build": ("$GO build", "?", "$GO"),
        "another task runner": ("mage build", "?", "mage"),
    },
)
def test_builds(line: str, language: str, tool: str) -> None:
    assert read(tuple(line.split())) == (language, tool)


@cases(
    "line",
    {
        "pip without an index": "pip install --no-index --find-links=/w x",
        "a local wheel without dependencies": "pip install --no-deps x-1.0.whl",
        "a folder of wheels without dependencies": "pip install --no-deps /wheels/*",
        "pip download": "pip download x",
        "pip's version": "pip --version",
        "pip list": "pip list",
        "a virtual environment": "python -m venv /v",
        "setup.py's version": "python3 setup.py --version",
        "a Python program": "python app.py",
        "uv venv": "uv venv",
        "an interpreter": "uv python install 3.12",
        "poetry export": "poetry export",
        "npm's version": "npm --version",
        "npm's version in short": "npm -v",
        "another script of npm": "npm run test",
        "npm start": "npm start",
        "npm cache clean": "npm cache clean",
        "yarn's version": "yarn --version",
        "yarn's version in short": "yarn -v",
        "yarn cache clean": "yarn cache clean",
        "angular's server": "ng serve",
        "npx of a server": "npx serve",
        "a compiler's version": "tsc --version",
        "git clone": "git clone https://x/y",
        "curl": "curl -O https://x/y",
        "an OS package": "apt-get install -y gcc",
        "an OS package of Alpine": "apk add build-base",
        "go mod download": "go mod download",
        "go test": "go test ./...",
        "go vet": "go vet ./...",
        "go env": "go env -w CGO_ENABLED=0",
        "go version": "go version",
        "go alone": "go",
        "bazel test": "bazel test //x",
        "cmake's version": "cmake --version",
        "gcc's version": "gcc -dumpversion",
        "a compiler without input": "gcc",
        "maven's version": "mvn -v",
        "javac's version": "javac -version",
        "cargo fetch": "cargo fetch",
        "cargo test": "cargo test",
        "make's version": "make --version",
        "words that are printed": "echo pip install x",
        "a name that contains go": "google-cloud-cli build",
        "a change of modes": "chmod +x go",
    },
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
