# Moothall's image. Three stages: the front end, the Python packages, and what runs.

# ---------------------------------------------------------------------------------------------- the front end
FROM node:22-bookworm-slim AS front
WORKDIR /front
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY council/theme council/theme
RUN npm run build

# ---------------------------------------------------------------------------------------- the Python packages
FROM python:3.11-slim-bookworm AS packages
COPY requirements/product.txt .
RUN python -m venv --without-pip /packages \
 && python -m pip --python /packages/bin/python install --no-cache-dir --require-hashes --only-binary :all: -r product.txt

# --------------------------------------------------------------------------------------------------- what runs
FROM python:3.11-slim-bookworm
RUN python -m pip uninstall --yes --quiet --root-user-action ignore setuptools wheel pip \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin moothall
# Many arenas of memory suit big machines; two keep threads small.
ENV PATH=/packages/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=2 \
    PORT=8000
WORKDIR /app
COPY --from=packages /packages /packages
COPY . .
COPY --from=front /front/council/static/built council/static/built
# The program and its static files are root's, and nobody's to change; only what it keeps itself is its own.
RUN python manage.py collectstatic --no-input --verbosity 0 \
 && mkdir -p var/files var/heartbeats var/beat \
 && chown moothall: var/files var/heartbeats var/beat
USER moothall
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=20s --start-period=60s --retries=3 CMD ["python", "deploy/healthy.py", "web"]
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "council.wsgi:application"]
