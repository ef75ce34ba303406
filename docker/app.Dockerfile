# One image for each program of the workspace; `npx nx image bot-gateway` fills in the arguments.
# The bundle carries every npm package, so an image is a slim Debian, the Node program, and dist/<project>.
ARG NODE_IMAGE=node:24-bookworm-slim
ARG BASE_IMAGE=debian:bookworm-slim
ARG FLAVOUR=plain

FROM ${NODE_IMAGE} AS node

FROM node AS build
WORKDIR /workspace
COPY package.json package-lock.json .npmrc ./
# No script of a package runs: what has native code brings it as files.
RUN --mount=type=cache,target=/npm-cache npm ci --ignore-scripts --cache /npm-cache
COPY tsconfig.base.json ./
COPY tools/build tools/build
COPY libs libs
ARG PROJECT
COPY ${PROJECT} ${PROJECT}
# ffmpeg is Debian's in the images, so the one of npm would be 70 MB for nothing.
RUN node tools/build/build.mjs ${PROJECT} \
  && mv dist/${PROJECT} /bundle \
  && rm -rf /bundle/node_modules/@ffmpeg-installer

FROM ${BASE_IMAGE} AS plain
COPY --from=node /usr/local/bin/node /usr/local/bin/node
RUN groupadd --gid 10001 aisha \
  && useradd --uid 10001 --gid aisha --no-create-home --home-dir /app --shell /usr/sbin/nologin aisha \
  && install -d -o aisha -g aisha /app/storage/temp

# Debian's ffmpeg comes with drivers for screens and graphics cards, 450 MB of them: what it needs to convert sound
# is the program and the libraries that it is linked with.
FROM plain AS ffmpeg-package
RUN ls /usr/lib/*-linux-gnu > /before \
  && apt-get update && apt-get install -y --no-install-recommends ffmpeg \
  && libraries=$(echo /usr/lib/*-linux-gnu) && mkdir -p /ffmpeg/usr/bin "/ffmpeg$libraries" \
  && cp /usr/bin/ffmpeg /ffmpeg/usr/bin \
  && ldd /usr/bin/ffmpeg | awk '$3 ~ "^/" { print $3 }' | while read -r file; do \
       grep -qx "$(basename "$file")" /before || cp -L "$file" "/ffmpeg$libraries"; \
     done

FROM plain AS ffmpeg
COPY --from=ffmpeg-package /ffmpeg /
# One that misses a library fails here and not in production.
RUN ldconfig && ffmpeg -loglevel error -version

FROM ${FLAVOUR} AS runtime
WORKDIR /app
COPY docker/healthcheck.mjs ./
COPY --from=build /bundle ./
ARG PORT
# glibc keeps freed buffers of pictures (20 MB and more) for itself once it has seen some, 150 MB of them: its own
# initial threshold, set, stays, and they go back at once.
ENV MALLOC_MMAP_THRESHOLD_=131072
ENV NODE_ENV=production HTTP_PORT=${PORT} TEMP_DIR=/app/storage/temp
USER 10001:10001
# Node is process 1 and ends on SIGTERM by itself; children are only ffmpeg, which it waits for.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "healthcheck.mjs"]
# The flags: docs/operations.md.
CMD ["node", "--max-semi-space-size=8", "--enable-source-maps", "main.js"]
# Last, since they change with each commit.
ARG TITLE
ARG VERSION
ARG REVISION
ARG SOURCE
# What error reports name as their release.
ENV SENTRY_RELEASE=${VERSION}
LABEL org.opencontainers.image.title="${TITLE}" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.opencontainers.image.source="${SOURCE}"
