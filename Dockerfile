# The explorer from its own wheel, run by a user without rights.

# An image is pinned by its digest from outside, where a registry can be asked for it (docs/deploy.md):
#   docker build --build-arg PYTHON_IMAGE=python:3.11-slim@sha256:… .
ARG PYTHON_IMAGE=python:3.11-slim
FROM ${PYTHON_IMAGE} AS wheel
WORKDIR /source
COPY pyproject.toml README.md LICENSE respgraph.py ./
COPY graph graph
COPY loaders loaders
COPY seeds seeds
COPY viz viz
COPY api api
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM ${PYTHON_IMAGE}
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY requirements.lock /tmp/requirements.lock
RUN pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock
COPY --from=wheel /wheels /tmp/wheels
RUN pip install --no-cache-dir --no-deps /tmp/wheels/*.whl \
 && useradd --create-home --home-dir /srv/respgraph --uid 10001 respgraph \
 && mkdir /plans
USER respgraph
WORKDIR /srv/respgraph
VOLUME /plans
EXPOSE 8000
CMD ["respgraph", "serve"]
