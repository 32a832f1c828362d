# SPDX-License-Identifier: Apache-2.0
"""The application that gunicorn serves."""

import os

from volumes import create_app

app = create_app(os.environ.get("STATIC_FOLDER", "static"))
