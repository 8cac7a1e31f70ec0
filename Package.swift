// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

// What tests run millions of times is optimised in their build, too.
let quick = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

// The targets stand in reading order: each imports only what stands above it, and nothing that it does not
// name here, which `make lint` sees to.
let package = Package(
  name: "slacreditd",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // How values are written, and read again.
    .target(name: "Notation", swiftSettings: quick),
    // The pure core: no clock, file, log, database or floating point.
    .target(name: "Quantities", dependencies: ["Notation"], swiftSettings: quick),
    .target(name: "Domain", dependencies: ["Notation", "Quantities"], swiftSettings: quick),
    .target(
      name: "Reading", dependencies: ["Domain", "Notation", "Quantities", "Yams"],
      swiftSettings: quick),
    .target(
      name: "Assessing", dependencies: ["Domain", "Notation", "Quantities"], swiftSettings: quick),
    .target(
      name: "Crediting", dependencies: ["Assessing", "Domain", "Notation", "Quantities"],
      swiftSettings: strict),
    // Work on every core, and how far it has come.
    .target(name: "Threads", swiftSettings: strict),
    // What is said to people, and the documents that say it.
    .target(
      name: "Wording", dependencies: ["Assessing", "Crediting", "Domain", "Quantities", "Threads"],
      swiftSettings: strict),
    .target(
      name: "Documents",
      dependencies: ["Assessing", "Crediting", "Domain", "Notation", "Quantities", "Wording"],
      swiftSettings: strict),
    .systemLibrary(
      name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .target(
      name: "Typesetting", dependencies: ["CPangoCairo", "Crediting", "Documents", "Domain"],
      swiftSettings: strict),
    // The shell: files, the ledger, the journal.
    .target(name: "CScratch", linkerSettings: [.linkedLibrary("sqlite3")]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "Bookkeeping",
      dependencies: [
        "Assessing", "CScratch", "CZstd", "Crediting", "Domain", "Notation", "Quantities",
        "Reading",
        "Threads", crypto, database, .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(name: "CLinux"),
    .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "Spooling", dependencies: ["CArchive", "CLinux"], swiftSettings: strict),
    .systemLibrary(name: "CSystemd", providers: [.apt(["libsystemd-dev"])]),
    .target(
      name: "SystemdSupport", dependencies: ["CSystemd", "Notation", logging],
      swiftSettings: strict),
    // What is dropped: what it says, what comes of it, and where it lies.
    .target(
      name: "Ingesting",
      dependencies: [
        "Assessing", "Bookkeeping", "Crediting", "Domain", "Notation", "Quantities", "Reading",
        "Spooling", "Threads",
      ],
      swiftSettings: strict),
    // Whether ledger and documents are whole, and the way back where they are not.
    .target(
      name: "Verifying",
      dependencies: [
        "Assessing", "Bookkeeping", "Crediting", "Domain", "Ingesting", "Notation", "Quantities",
        "Reading", "Spooling", "Threads",
      ],
      swiftSettings: strict),
    // Documents from the ledger.
    .target(
      name: "Delivering",
      dependencies: [
        "Assessing", "Bookkeeping", "Crediting", "Documents", "Domain", "Ingesting", "Notation",
        "Quantities", "Spooling", "Threads", "Typesetting", "Wording",
      ],
      swiftSettings: strict),
    // What people ask the ledger, and the service.
    .target(
      name: "Querying",
      dependencies: [
        "Assessing", "Bookkeeping", "Crediting", "Delivering", "Documents", "Domain", "Ingesting",
        "Notation", "Quantities", "Reading", "Spooling", "Verifying", "Wording",
      ],
      swiftSettings: strict),
    // The loop.
    .target(
      name: "Serving",
      dependencies: [
        "Assessing", "Bookkeeping", "Crediting", "Delivering", "Domain", "Ingesting", "Notation",
        "Quantities", "Querying", "Reading", "Spooling", "Threads", "Typesetting", "Verifying",
        "Wording",
        logging,
      ],
      swiftSettings: strict),
    // The programs.
    .target(name: "Commanding", dependencies: [argumentParser], swiftSettings: strict),
    .executableTarget(
      name: "slacreditd",
      dependencies: [
        "Bookkeeping", "Commanding", "Domain", "Ingesting", "Notation", "Querying", "Reading",
        "Serving", "Spooling", "SystemdSupport", "Verifying", argumentParser, logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "slacreditctl",
      dependencies: [
        "Assessing", "Bookkeeping", "Commanding", "Crediting", "Delivering", "Documents", "Domain",
        "Ingesting", "Notation", "Quantities", "Querying", "Reading", "Spooling", "Threads",
        "Typesetting",
        "Verifying", "Wording", argumentParser,
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: [
        "Assessing", "Crediting", "Documents", "Domain", "Notation", "Quantities", "Reading",
        crypto,
      ],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .executableTarget(
      name: "core-bench",
      dependencies: ["Assessing", "Domain", "Ingesting", "Quantities"],
      path: "Tests/CoreBench", swiftSettings: strict),
    .executableTarget(
      name: "pdf-bench", dependencies: ["Domain", "TestSupport", "Typesetting"],
      path: "Tests/PDFBench", swiftSettings: strict),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"], swiftSettings: strict),
    .testTarget(
      name: "QuantitiesTests", dependencies: ["Quantities", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ReadingTests",
      dependencies: ["Domain", "Quantities", "Reading", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CreditingTests", dependencies: ["Crediting", "Quantities"], swiftSettings: strict),
    .testTarget(
      name: "WordingTests", dependencies: ["Domain", "Reading", "TestSupport", "Wording"],
      swiftSettings: strict),
    .testTarget(name: "NotationTests", dependencies: ["Notation"], swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests",
      dependencies: [
        "Assessing", "Crediting", "Documents", "Domain", "Quantities", "TestSupport", "Wording",
      ],
      exclude: ["documents.txt"], swiftSettings: strict),
    .testTarget(
      name: "AssessingTests",
      dependencies: [
        "Assessing", "Domain", "Ingesting", "Notation", "Quantities", "Reading", "TestSupport",
        "Wording", "Yams",
      ],
      exclude: ["cases", "decisions.txt"],
      swiftSettings: strict),
    // A ledger and a service as tests want them.
    .target(
      name: "IngestingSupport",
      dependencies: [
        "Assessing", "Bookkeeping", "Crediting", "Domain", "Ingesting", "Notation", "Quantities",
        "Reading", "Spooling", "TestSupport", "Verifying",
      ], path: "Tests/IngestingSupport", swiftSettings: strict),
    .target(
      name: "ServingSupport",
      dependencies: [
        "Bookkeeping", "Delivering", "Domain", "Ingesting", "IngestingSupport", "Notation",
        "Querying", "Serving", "Spooling", "TestSupport", logging,
      ], path: "Tests/ServingSupport", swiftSettings: strict),
    .testTarget(
      name: "SpoolingTests", dependencies: ["IngestingSupport", "Spooling", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "IngestingTests",
      dependencies: [
        "Assessing", "Bookkeeping", "Crediting", "Domain", "Ingesting", "IngestingSupport",
        "Quantities", "Reading", "Spooling", "TestSupport", "Verifying", "Wording",
      ], exclude: ["intake"], swiftSettings: strict),
    .testTarget(
      name: "BookkeepingTests",
      dependencies: [
        "Assessing", "Bookkeeping", "Crediting", "Domain", "IngestingSupport", "Notation",
        "Quantities", "Querying", "ServingSupport", "TestSupport", "Verifying", database,
      ], exclude: ["ledgers"], swiftSettings: strict),
    .testTarget(
      name: "VerifyingTests",
      dependencies: [
        "Bookkeeping", "Domain", "Ingesting", "IngestingSupport", "Quantities", "ServingSupport",
        "Spooling", "TestSupport", "Verifying", database,
      ], swiftSettings: strict),
    .testTarget(
      name: "DeliveringTests",
      dependencies: [
        "Bookkeeping", "Crediting", "Documents", "Domain", "Ingesting", "IngestingSupport",
        "Notation",
        "Quantities", "Querying", "Reading", "ServingSupport", "Spooling", "TestSupport",
        "Verifying", "Wording", database,
      ], swiftSettings: strict),
    .testTarget(
      name: "QueryingTests",
      dependencies: [
        "Bookkeeping", "Domain", "Ingesting", "IngestingSupport", "Notation", "Quantities",
        "Querying",
        "ServingSupport", "Spooling", "TestSupport", "Verifying", database,
      ], swiftSettings: strict),
    .testTarget(
      name: "ServingTests",
      dependencies: [
        "Assessing", "Bookkeeping", "Domain", "Ingesting", "IngestingSupport", "Quantities",
        "Querying", "Reading", "Serving", "ServingSupport", "Spooling", "TestSupport", "Threads",
        "Verifying", "Wording",
        database, logging,
      ], swiftSettings: strict),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "Bookkeeping", "Domain", "Ingesting", "IngestingSupport", "Quantities", "Serving",
        "ServingSupport", "TestSupport", logging,
      ], swiftSettings: strict),
    .testTarget(
      name: "TypesettingTests",
      dependencies: [
        "CPangoCairo", "Crediting", "Documents", "Domain", "TestSupport", "Typesetting", "Wording",
        "pdf-bench",
      ],
      exclude: ["goldens", "pages.txt"], swiftSettings: strict),
    // Written from the rules alone; it tries so many completions that it is always optimised.
    .target(
      name: "Reference", path: "Tests/Reference",
      swiftSettings: strict + [.unsafeFlags(["-O"])]),
    .testTarget(
      name: "ReferenceTests",
      dependencies: [
        "Assessing", "Domain", "Ingesting", "Quantities", "Reading", "Reference", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SystemdTests", dependencies: ["SystemdSupport", logging], swiftSettings: strict),
  ]
)
