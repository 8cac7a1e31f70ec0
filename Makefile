# make demo          shows the service at work over config/examples/
# make test          builds and runs every test
# make test-fast     builds and runs the tests that take no time: those of slow suites are left out
# make docs          makes the documentation of the core, in .build/documentation
# make crash-test    kills the service, and fails its disk, at every call that changes a file;
#                    POINTS=short at a sample of them
# make install       installs the release build, into DESTDIR if given
# make system-test   boots a Debian with the service installed and tries it there (root)
# make soak          lets random senders, kills, full disks, wrong clocks, damage and losses loose on
#                    the service, and looks whether anything was lost (root): MINUTES=2, SEED=…
# make submit-test   lets two senders submit files of one name at once: ROUNDS=1000
# make sender-test   has files sent by sftp, scp, rsync, smbclient and vim to a service at work (root)
# make schema-test   validates every kind of note by UBL's schemas and JP PINT's rules:
#                    SCHEMAS=the xsd directory, RULES=the directory of the rules' XSLT
# make bench         measures a large incident and an urgent one, beside a C program: CONTRACTS=100000
# make bench-core    assesses contracts that one incident hit, on one core, without files and ledger
# make bench-pdf     prints 10,000 notes as PDF and says how long it took and how much memory
# They install the system packages that they need, by apt, with sudo when not root.

PACKAGES := ca-certificates fonts-morisawa-bizud-gothic git jq libarchive-dev libc6-dev \
  libpango1.0-dev libsqlite3-dev libstdc++-12-dev libsystemd-dev libxml2-dev libzstd-dev \
  sqlite3
BENCH_PACKAGES := libssl-dev time
TEST_PACKAGES := poppler-utils
SYSTEM_TEST_PACKAGES := debootstrap systemd-container
SCHEMA_TEST_PACKAGES := default-jre-headless libsaxonhe-java libxml2-utils
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
RELEASE := -c release --static-swift-stdlib -Xlinker -s

CORE := Quantities Domain Assessing Crediting
CONTRACTS := 100000
POINTS := all
MINUTES := 2
SEED :=
ROUNDS := 1000
SENDER_TEST_PACKAGES := openssh-server openssh-client rsync samba smbclient vim-tiny
DESTDIR :=
PREFIX := /usr
TERMS := $(wildcard config/terms/*/*.yaml)

# $(call apt,PACKAGES): installs those that are missing.
define apt
@missing=""; for package in $(1); do \
  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
if [ -n "$$missing" ]; then \
  $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends $$missing; fi
endef

.PHONY: bench bench-core bench-pdf build crash-test demo docs format install lint packages release
.PHONY: schema-test sender-test soak submit-test system-test test test-fast

build: packages
	swift build

packages:
	$(call apt,$(PACKAGES))

test: packages lint
	$(call apt,$(TEST_PACKAGES))
	swift build --build-tests
	swift test --skip-build

test-fast: packages
	swift build --build-tests
	FAST=1 swift test --skip-build

docs: packages
	swift package --allow-writing-to-directory .build/documentation generate-documentation \
	  $(CORE:%=--target %) --enable-experimental-combined-documentation \
	  --output-path .build/documentation

bench: packages
	$(call apt,$(BENCH_PACKAGES))
	swift build $(RELEASE) --product slacreditd
	BIN="$$(swift build $(RELEASE) --show-bin-path)" bash Tests/Bench/run.sh $(CONTRACTS)

bench-core: packages
	swift build $(RELEASE) --product core-bench
	"$$(swift build $(RELEASE) --show-bin-path)/core-bench" config/terms 200000

# Not with a static library: its notes are those of the tests, whose library there is only as a shared one.
bench-pdf: packages
	swift build -c release --product pdf-bench
	"$$(swift build -c release --show-bin-path)/pdf-bench" 10000

demo: build
	@BIN="$$(swift build --show-bin-path)" sh config/examples/demo.sh

release: packages
	swift build $(RELEASE) --product slacreditd
	swift build $(RELEASE) --product slacreditctl

# Settings that are there already are left alone; terms are the project's and are brought up to date.
install: release
	bin="$$(swift build $(RELEASE) --show-bin-path)" && \
	install -D -m 755 -t "$(DESTDIR)$(PREFIX)/bin" "$$bin/slacreditd" "$$bin/slacreditctl"
	install -D -m 644 -t "$(DESTDIR)$(PREFIX)/lib/systemd/system" \
	  systemd/*.service systemd/*.socket systemd/*.timer systemd/*.slice
	install -D -m 644 systemd/slacreditd.sysusers "$(DESTDIR)$(PREFIX)/lib/sysusers.d/slacreditd.conf"
	install -D -m 644 systemd/slacreditd.tmpfiles "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/slacreditd.conf"
	install -D -m 644 -t "$(DESTDIR)$(PREFIX)/lib/systemd/catalog" systemd/slacreditd*.catalog
	for file in $(TERMS); do \
	  install -D -m 644 "$$file" "$(DESTDIR)/etc/slacreditd/$${file#config/}" || exit 1; done
	test -e "$(DESTDIR)/etc/slacreditd/slacreditd.yaml" || \
	  install -D -m 644 -t "$(DESTDIR)/etc/slacreditd" config/slacreditd.yaml

crash-test: release
	BIN="$$(swift build $(RELEASE) --show-bin-path)" bash Tests/Crash/run.sh $(POINTS)

soak: release
	BIN="$$(swift build $(RELEASE) --show-bin-path)" bash Tests/Soak/run.sh $(MINUTES) $(SEED)

sender-test: release
	$(call apt,$(SENDER_TEST_PACKAGES))
	BIN="$$(swift build $(RELEASE) --show-bin-path)" bash Tests/Senders/run.sh

submit-test: release
	BIN="$$(swift build $(RELEASE) --show-bin-path)" bash Tests/Submit/run.sh $(ROUNDS)

system-test: release
	$(call apt,$(SYSTEM_TEST_PACKAGES))
	bash Tests/System/run.sh

# The schemas are published by OASIS (UBL 2.1, its directory xsd/), the rules by OpenPeppol (JP PINT
# 1.1.3, its Schematron compiled to XSLT: every .xslt of the directory is applied).
schema-test: packages
	$(call apt,$(TEST_PACKAGES) $(SCHEMA_TEST_PACKAGES))
	@test -f "$(SCHEMAS)/maindoc/UBL-Invoice-2.1.xsd" || { \
	  echo "SCHEMAS=DIR has to name a directory with maindoc/UBL-Invoice-2.1.xsd" >&2; exit 2; }
	@ls "$(RULES)"/*.xslt >/dev/null 2>&1 || { \
	  echo "RULES=DIR has to name a directory with the XSLT of JP PINT's Schematron" >&2; exit 2; }
	swift build --build-tests
	UBL_SCHEMAS="$(abspath $(SCHEMAS))" PINT_RULES="$(abspath $(RULES))" \
	  swift test --skip-build --filter 'SchemaTests|NoteTableTests'

lint: packages
	swift format lint --strict --recursive Package.swift Sources Tests
	bash Tests/Lint/imports.sh

format:
	swift format --in-place --recursive Package.swift Sources Tests
