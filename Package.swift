// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

// What tests run millions of times is optimised in their build, too.
let quick = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

// The targets stand in reading order: each imports only what stands above it.
let package = Package(
  name: "slacreditd",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // How values are written, and read again.
    .target(name: "Notation", swiftSettings: quick),
    // The pure core: no clock, file, log, database or floating point.
    .target(name: "Quantities", dependencies: ["Notation"], swiftSettings: quick),
    .target(name: "Domain", dependencies: ["Quantities", "Notation"], swiftSettings: quick),
    .target(
      name: "Reading", dependencies: ["Domain", "Notation", "Yams"], swiftSettings: quick),
    .target(name: "Assessing", dependencies: ["Domain", "Notation"], swiftSettings: quick),
    .target(name: "Crediting", dependencies: ["Assessing", "Notation"], swiftSettings: strict),
    // What is said to people, and the documents that say it.
    .target(name: "Wording", dependencies: ["Crediting"], swiftSettings: strict),
    .target(name: "Documents", dependencies: ["Wording", "Notation"], swiftSettings: strict),
    .systemLibrary(
      name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .target(
      name: "Typesetting", dependencies: ["Documents", "CPangoCairo"], swiftSettings: strict),
    // The shell: files, the ledger, the journal.
    .target(name: "CScratch", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
      name: "Bookkeeping",
      dependencies: [
        "Reading", "Crediting", "Notation", "CScratch",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(name: "CLinux"),
    .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "Spooling", dependencies: ["CArchive", "CLinux"], swiftSettings: strict),
    .systemLibrary(name: "CSystemd", providers: [.apt(["libsystemd-dev"])]),
    .target(
      name: "SystemdSupport",
      dependencies: ["Notation", "CSystemd", .product(name: "Logging", package: "swift-log")],
      swiftSettings: strict),
    .target(
      name: "Operating",
      dependencies: [
        "Reading", "Documents", "Typesetting", "Bookkeeping", "Spooling",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "slacreditd",
      dependencies: [
        "Commanding", "Operating", "Notation", "SystemdSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "Commanding",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .executableTarget(
      name: "slacreditctl",
      dependencies: [
        "Commanding", "Operating", "Notation", "Spooling",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: ["Documents", .product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .executableTarget(
      name: "pdf-bench", dependencies: ["Typesetting", "TestSupport"], path: "Tests/PDFBench",
      swiftSettings: strict),
    .testTarget(
      name: "QuantitiesTests", dependencies: ["Quantities", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ReadingTests", dependencies: ["Reading", "Wording", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "NotationTests", dependencies: ["Notation", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "TestSupport"],
      exclude: ["documents.txt"], swiftSettings: strict),
    .testTarget(
      name: "ClauseTests", dependencies: ["Operating", "Notation", "TestSupport", "Yams"],
      exclude: ["cases", "decisions.txt"],
      swiftSettings: strict),
    .testTarget(
      name: "OperatingTests",
      dependencies: [
        "Operating", "Notation", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["intake", "ledgers"], swiftSettings: strict),
    .testTarget(
      name: "TypesettingTests",
      dependencies: ["Typesetting", "CPangoCairo", "TestSupport", "pdf-bench"],
      exclude: ["goldens", "pages.txt"], swiftSettings: strict),
    // Written from the rules alone; it tries so many completions that it is always optimised.
    .target(
      name: "Reference", path: "Tests/Reference",
      swiftSettings: strict + [.unsafeFlags(["-O"])]),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Operating", "Reference", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SystemdTests", dependencies: ["SystemdSupport"], swiftSettings: strict),
  ]
)
