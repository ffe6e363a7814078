# The backend alone; its MongoDB is another container (docker-compose.yml).
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
RUN useradd --system --create-home --home-dir /srv/storycanvas storycanvas
WORKDIR /srv/storycanvas

# With LOCKS="requirements.lock requirements-celery.lock" it can be a Celery worker too.
ARG LOCKS="requirements.lock"
COPY requirements.lock requirements-celery.lock ./
RUN for lock in $LOCKS; do \
        pip install --only-binary :all: --require-hashes -r "$lock" || exit 1; \
    done
COPY backend backend

# Made here, so that fresh volumes belong to the user that writes to them.
RUN install -d -o storycanvas -g storycanvas uploads data
USER storycanvas
VOLUME ["/srv/storycanvas/uploads", "/srv/storycanvas/data"]

ENV BACKEND_HOST=0.0.0.0 BACKEND_PORT=8001
EXPOSE 8001
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD \
    ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['BACKEND_PORT'] + '/health', timeout=4)"]
CMD ["python", "-m", "backend", "serve"]
