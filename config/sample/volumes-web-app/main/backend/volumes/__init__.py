# SPDX-License-Identifier: Apache-2.0
"""The back end: claims as JSON, the front end as files."""

from flask import Flask, Response, send_from_directory
from kubernetes import config

from volumes.routes import api


def create_app(static: str) -> Flask:
    """Return the application; every path that is not the API's shows the front end."""
    config.load_incluster_config()
    app = Flask(__name__, static_folder=static, static_url_path="/static")
    app.register_blueprint(api, url_prefix="/api")

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    @app.get("/")
    @app.get("/<path:_path>")
    def index(_path: str = "") -> Response:
        return send_from_directory(static, "index.html", max_age=0)

    return app
