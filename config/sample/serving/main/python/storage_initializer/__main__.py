# SPDX-License-Identifier: Apache-2.0
"""Copy the model at a URL to a folder: ``python -m storage_initializer URL FOLDER``."""

import argparse
import logging

import fsspec

log = logging.getLogger("storage_initializer")


def fetch(source: str, folder: str) -> None:
    """Copy everything below ``source`` to ``folder``."""
    files, path = fsspec.core.url_to_fs(source)
    files.get(path.rstrip("/") + "/", folder, recursive=True)
    log.info("%s is in %s", source, folder)


def main() -> None:
    """Read the arguments and fetch."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    parser = argparse.ArgumentParser(prog="storage_initializer", description=__doc__)
    parser.add_argument("source", help="where the model lies, for instance s3://models/iris")
    parser.add_argument("folder", help="where its server looks for it")
    options = parser.parse_args()
    fetch(options.source, options.folder)


if __name__ == "__main__":
    main()
