# The image of Poruch: its own Python environment, the code, collected static files, and an account without rights.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/poruch
COPY requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/srv/poruch/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    PORUCH_DATA=/data \
    PORUCH_KEYS_FILE=/keys/keys.json \
    BIND=0.0.0.0
RUN groupadd --gid 10001 poruch \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin poruch \
    && install -d -o poruch -g poruch -m 0700 /data /keys
WORKDIR /srv/poruch
COPY --from=build /srv/poruch/.venv .venv
COPY . .
# The demo mode needs no secrets; what it makes for itself stays in a folder that is thrown away.
RUN PORUCH_MODE=demo BIND=127.0.0.1 PORUCH_DATA=/tmp/build PORUCH_KEYS_FILE=/tmp/build/keys.json \
    python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf /tmp/build
USER poruch
EXPOSE 8000
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
