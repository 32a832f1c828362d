# The audit as an image: distroless, without a shell, as a user that may nothing. Build it with `docker build .`
# It follows the guideline that it judges others by; `image-audit check Dockerfile` says how far.
# image-audit ignore=KF602 Which digests to pin is known at a registry only; docs/operations.md has the step. until=2027-06-30

FROM docker.io/library/python:3.13-slim-trixie AS build
COPY requirements.lock /source/
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore --require-hashes --only-binary=:all: \
    --no-compile --target /app/lib --requirement /source/requirements.lock
COPY LICENSE /app/
COPY audit /app/audit
COPY reports /app/reports
COPY config /app/config
# the file system is read-only when it runs: what Python would write beside its sources is written now
RUN ["python", "-m", "compileall", "-q", "/app/lib", "/app/audit", "/app/reports"]
RUN ["install", "--directory", "--owner=65532", "--group=65532", "/data"]

FROM docker.io/library/python:3.13-slim-trixie AS git
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY .ci/git-tree /usr/local/bin/
RUN ["git-tree", "/git"]

FROM gcr.io/distroless/python3-debian13:nonroot
LABEL org.opencontainers.image.title="kubeflow-image-audit" \
    org.opencontainers.image.description="An organisation-wide audit of container images" \
    org.opencontainers.image.licenses="Apache-2.0"
COPY --from=git /git/ /
COPY --from=build /app /app
# the cache, the history and the reports: mount a volume here
COPY --from=build --chown=65532:65532 /data /var/lib/image-audit
ENV PYTHONPATH=/app:/app/lib \
    PYTHONSAFEPATH=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    IMAGE_AUDIT_CACHE=/var/lib/image-audit/cache \
    IMAGE_AUDIT_OUTPUT=/var/lib/image-audit/out
USER 65532:65532
ENTRYPOINT ["/usr/bin/python3", "-m", "audit"]
CMD ["--help"]
