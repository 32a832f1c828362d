# SPDX-License-Identifier: Apache-2.0

# The interpreter of the final image is 3.11: wheels are chosen for the same one.
FROM python:3.11-slim-bookworm AS packages

COPY requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --target=/packages --requirement=/tmp/requirements.txt

FROM gcr.io/distroless/python3-debian12

COPY --from=packages /packages /packages
COPY storage_initializer/ /app/storage_initializer/

ENV PYTHONPATH=/packages:/app
WORKDIR /mnt/models
USER 1000:1000

ENTRYPOINT ["/usr/bin/python3", "-m", "storage_initializer"]
