ARG NODE_VERSION=22

# Compilers, headers and sources stay in this stage.
FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /gantry
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
# The minutes of compiling OpenCV's binding, in a layer of their own that a change of the sources leaves alone.
RUN node scripts/setup.mjs --without-build
COPY . .
# What the bindings were compiled from and with is needed no more, and half of the size.
RUN node scripts/build.mjs \
    && npm prune --omit=dev --ignore-scripts \
    && rm -rf node_modules/opencv4nodejs/cc node_modules/sqlite3/deps \
    && find node_modules/opencv4nodejs/build node_modules/sqlite3/build -type f ! -name '*.node' -delete \
    && mkdir -p models

FROM node:${NODE_VERSION}-bookworm-slim
# The libraries that the binding is linked against: ldd node_modules/opencv4nodejs/build/Release/opencv4nodejs.node
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libopencv-calib3d406 \
        libopencv-contrib406 \
        libopencv-core406 \
        libopencv-dnn406 \
        libopencv-features2d406 \
        libopencv-highgui406 \
        libopencv-imgcodecs406 \
        libopencv-imgproc406 \
        libopencv-ml406 \
        libopencv-objdetect406 \
        libopencv-photo406 \
        libopencv-video406 \
        libopencv-videoio406 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o node -g node /data
WORKDIR /gantry
COPY --from=build /gantry/package.json ./
COPY --from=build /gantry/node_modules node_modules
COPY --from=build /gantry/models models
COPY --from=build /gantry/dist/src dist/src
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    DATABASE_URL=sqlite:/data/gantry.sqlite
USER node
# A library that the binding misses must stop the build, not the first start.
RUN OPENCV4NODEJS_DISABLE_AUTOBUILD=1 node -e "require('opencv4nodejs'); require('sqlite3')"
VOLUME /data
EXPOSE 8000
# False where the database is gone, no recognizer lives, or the service is about to stop.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
