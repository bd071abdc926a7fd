// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
]

let package = Package(
  name: "outreach-scheduler",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "outreach-scheduler", targets: ["outreach-scheduler"])
  ],
  targets: [
    .target(name: "COutreachPlatform"),
    .target(name: "COutreachTemplates"),
    .target(
      name: "Outreach", dependencies: ["COutreachTemplates"], exclude: ["Templates"], swiftSettings: strict),
    .target(
      name: "OutreachScheduler", dependencies: ["Outreach", "COutreachPlatform"], path: "Sources",
      sources: ["Formats", "Storage", "Leads", "Requests", "Records", "Scheduling", "Spool", "Inspection"],
      swiftSettings: strict),
    .target(name: "Curl", dependencies: ["Outreach", "OutreachScheduler"], swiftSettings: strict),
    .executableTarget(
      name: "outreach-scheduler", dependencies: ["Outreach", "OutreachScheduler", "COutreachPlatform"],
      swiftSettings: strict),
    .executableTarget(
      name: "generation-benchmark", dependencies: ["Outreach", "OutreachScheduler"],
      path: "Tests/Benchmarks/Generation",
      swiftSettings: strict),
    .testTarget(name: "OutreachTests", dependencies: ["Outreach"], swiftSettings: strict),
    .testTarget(
      name: "OutreachSchedulerTests", dependencies: ["Outreach", "OutreachScheduler"],
      swiftSettings: strict),
    // Servers that tests send to.
    .target(name: "TestServers", path: "Tests/Servers", exclude: ["web.py"], swiftSettings: strict),
    .testTarget(name: "CurlTests", dependencies: ["Curl", "OutreachScheduler", "TestServers"], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: ["OutreachScheduler", "outreach-scheduler"], swiftSettings: strict),
  ]
)
