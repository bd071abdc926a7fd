// swift-tools-version: 6.2
import PackageDescription

// Whoever changes the program may be in the middle of it; what lands has no warnings.
let warnings: [SwiftSetting] =
  Context.environment["OUTREACH_WARNINGS"] == "errors" ? [.treatAllWarnings(as: .error)] : []

let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    // Text is searched by its bytes (Outreach's TextSearch): the engine of regular expressions, which the compiler would
    // otherwise bring along for a plain `contains`, is a megabyte.
    .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"]),
    // The linker leaves out what nobody calls, function by function.
    .unsafeFlags(["-Xfrontend", "-function-sections"], .when(platforms: [.linux], configuration: .release)),
    // Overlapping accesses are looked for while tests run; at every row it costs a hundredth.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
  ] + warnings

// A program that nothing is loaded into need not tell the linker's tables all its names: 0.8 MB, and less to do at its start.
let unexported: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(platforms: [.linux], configuration: .release))
]

// What runs once a command, or once a message sent, is built to be small; what runs for every row, to be fast.
let small: [SwiftSetting] = strict + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

extension Target {
  /// A room: it knows those below it, and SwiftPM refuses a circle.
  static func room(_ name: String, on lower: [Target.Dependency], _ settings: [SwiftSetting] = strict) -> Target {
    .target(name: name, dependencies: lower, swiftSettings: settings)
  }
}

let package = Package(
  name: "outreach-scheduler",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "outreach-scheduler", targets: ["outreach-scheduler"]),
    .executable(name: "outreach-scheduler-llm", targets: ["outreach-scheduler-llm"]),
  ],
  targets: [
    .target(name: "COutreachPlatform"),
    .target(name: "COutreachTemplates"),
    .target(
      name: "Outreach", dependencies: ["COutreachTemplates"], exclude: ["Templates"], swiftSettings: strict),
    .room("Formats", on: ["COutreachPlatform"]),
    .room("Storage", on: ["Formats", "COutreachPlatform"]),
    .room("Leads", on: ["Outreach", "Formats", "Storage"]),
    .room("Generating", on: ["Outreach", "Formats", "Storage", "Leads", "COutreachPlatform"]),
    .room("Requests", on: ["Outreach", "Formats", "Storage", "Leads"]),
    .room("Records", on: ["Outreach", "Formats", "Storage", "Leads", "Requests"]),
    .room(
      "Scheduling", on: ["Outreach", "Formats", "Storage", "Leads", "Generating", "Requests", "Records"]),
    .room(
      "Spool", on: ["Outreach", "Formats", "Storage", "Leads", "Generating", "Requests", "Records", "Scheduling"]),
    .room(
      "Inspection",
      on: ["Outreach", "Formats", "Storage", "Leads", "Generating", "Requests", "Records", "Scheduling", "Spool"],
      small),
    .room(
      "Dispatching",
      on: ["Outreach", "Formats", "Storage", "Leads", "Requests", "Records", "Scheduling", "Spool", "Inspection"],
      small),
    .room("Curl", on: ["Outreach", "Formats", "Storage"], small),
    .room("OutreachDelivery", on: ["Outreach", "Formats", "Storage", "Requests", "Curl"], small),
    .executableTarget(
      name: "outreach-scheduler",
      dependencies: [
        "Outreach", "Formats", "Storage", "Leads", "Generating", "Requests", "Records", "Scheduling", "Spool",
        "Inspection", "Dispatching", "Curl", "OutreachDelivery", "COutreachPlatform",
      ], swiftSettings: small, linkerSettings: unexported),
    .executableTarget(
      name: "outreach-scheduler-llm", dependencies: ["Outreach", "Formats", "Storage", "Curl"], swiftSettings: small,
      linkerSettings: unexported),
    .executableTarget(
      name: "generation-benchmark",
      dependencies: [
        "Outreach", "Formats", "Storage", "Leads", "Requests", "Records", "Scheduling", "Spool", "Inspection",
      ],
      path: "Tests/Benchmarks/Generation",
      swiftSettings: strict),
    .testTarget(name: "OutreachTests", dependencies: ["Outreach"], swiftSettings: strict),
    .testTarget(
      name: "OutreachSchedulerTests",
      dependencies: [
        "Outreach", "Formats", "Storage", "Leads", "Generating", "Requests", "Records", "Scheduling", "Spool",
        "Inspection",
        "Dispatching",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "GeneratingTests", dependencies: ["Outreach", "Formats", "Storage", "Leads", "Generating"],
      swiftSettings: strict),
    // Servers that tests send to.
    .target(
      name: "TestServers", path: "Tests/Servers",
      exclude: ["web.py", "smtp.py", "chat.py", "generator.py", "model.py"],
      swiftSettings: strict),
    .testTarget(
      name: "CurlTests", dependencies: ["Outreach", "Curl", "Formats", "Storage", "TestServers"], swiftSettings: strict),
    .testTarget(
      name: "OutreachDeliveryTests",
      dependencies: ["Outreach", "Formats", "Storage", "Requests", "Curl", "OutreachDelivery", "TestServers"],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Outreach", "Storage", "Requests", "Records", "Spool", "Inspection", "outreach-scheduler",
        "outreach-scheduler-llm", "TestServers",
      ],
      swiftSettings: strict),
  ]
)
