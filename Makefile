# make demo   shows the service at work over config/examples/
# make test   builds and runs every test
# Both install the system packages that they need, by apt, with sudo when not root.

PACKAGES := ca-certificates git libc6-dev libsqlite3-dev libstdc++-12-dev sqlite3
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
BIN = $(shell swift build --show-bin-path)

.PHONY: build check demo format lint packages test

build: packages
	swift build

packages:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  $(SUDO) apt-get update -q && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; fi

test: packages lint
	swift build --build-tests
	swift test --skip-build

demo: build
	@BIN="$(BIN)" sh config/examples/demo.sh

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format --in-place --recursive Package.swift Sources Tests
