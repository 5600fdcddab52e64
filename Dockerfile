# syntax=docker/dockerfile:1

# The image holds one file, linked statically, and an empty folder. scripts/prove-container.sh
# carries out this file, and shows how the program behaves, on a machine without containers.

FROM rust:1.95-bookworm AS build
WORKDIR /build
# With a target named, flags are for the program only: macros of the build still load libraries.
# "host-tuple" is the machine that builds, so the same file makes amd64 and arm64 images.
ENV CARGO_BUILD_TARGET=host-tuple \
    RUSTFLAGS="-C target-feature=+crt-static" \
    CARGO_TERM_COLOR=never

# The dependencies are a layer of their own, which stays until the lock file changes.
COPY .cargo .cargo
COPY Cargo.toml Cargo.lock ./
RUN --mount=type=cache,id=antom-sandbox-registry,target=/usr/local/cargo/registry,sharing=locked \
    mkdir src \
    && touch src/lib.rs \
    && echo 'fn main() {}' > src/main.rs \
    && cargo build --release --locked \
    && rm -r src

COPY src src
COPY templates templates
COPY scenarios scenarios
COPY docs/openapi.json docs/openapi.json
# The copied files may be older than the stand-ins, and cargo goes by age.
RUN --mount=type=cache,id=antom-sandbox-registry,target=/usr/local/cargo/registry,sharing=locked \
    touch src/lib.rs src/main.rs \
    && cargo build --release --locked \
    && mkdir -p /image/owned/data \
    && cp target/*/release/antom-sandbox /image/

# A program that needs a loader could not start: better to fail here. It also has to run.
RUN readelf --program-headers --wide /image/antom-sandbox > /tmp/headers \
    && ! grep INTERP /tmp/headers \
    && /image/antom-sandbox --version

FROM scratch
LABEL org.opencontainers.image.title="antom-sandbox" \
      org.opencontainers.image.description="A local payment sandbox that speaks Antom's signed API" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
COPY --from=build /image/antom-sandbox /antom-sandbox
# There is no chown on an empty image: the folder comes with its owner, and a new volume takes both over.
COPY --from=build --chown=65532:65532 /image/owned/ /
ENV ANTOM_SANDBOX_HOME=/data \
    ANTOM_SANDBOX_HTTP=0.0.0.0:8080 \
    ANTOM_SANDBOX_HTTPS=0.0.0.0:8443 \
    ANTOM_SANDBOX_ADMIN_LISTEN=0.0.0.0:8090
USER 65532:65532
VOLUME ["/data"]
EXPOSE 8080 8443 8090
HEALTHCHECK --interval=2s --timeout=6s --start-period=5s --retries=3 CMD ["/antom-sandbox", "readyz"]
ENTRYPOINT ["/antom-sandbox"]
