import Testing

@testable import Outreach
@testable import Spool

/// Workers on a simulated disk, of which each dies at every instant in turn, until the last one brings what was left to
/// its end.
struct CrashWalk {
  typealias Worker = (MemoryFileSystem) throws -> Void

  enum Death: Sendable {
    /// The process goes, the disk stays as it is.
    case killed
    /// The machine loses power: of what was not safe, ``MemoryDisk/cut(seed:)`` decides how much is left.
    case powerCut(seed: UInt64)
  }

  var disk: MemoryDisk
  /// The first one begins, and after each death comes the next.
  var workers: [Worker]
  /// What does not hold of a disk in the middle of the work.
  var faultsAlways: (MemoryDisk) throws -> [String]
  /// What does not hold of a disk on which a worker has come to its end.
  var faultsAtRest: (MemoryDisk) throws -> [String]
  /// The deaths so far, for messages.
  private var past: [String] = []

  init(
    disk: MemoryDisk, workers: [Worker], faultsAlways: @escaping (MemoryDisk) throws -> [String],
    faultsAtRest: @escaping (MemoryDisk) throws -> [String]
  ) {
    self.disk = disk
    self.workers = workers
    self.faultsAlways = faultsAlways
    self.faultsAtRest = faultsAtRest
  }

  /// Workers that answer what lies in a spool, each started in a setting of its own.
  init(_ spool: SimulatedSpool, _ settings: Setting...) {
    self.init(
      disk: spool.disk,
      workers: settings.map { setting in
        { files in
          let tally = try SimulatedSpool.settle(files, setting)
          #expect(tally.troubles == [])
        }
      },
      faultsAlways: { SpoolInvariants.always($0, spool.dropped) },
      faultsAtRest: { SpoolInvariants.atRest($0, spool.dropped) })
  }

  /// Visits every disk that these deaths can leave, one death a worker, and lets the next worker end its work there.
  ///
  /// - Parameters:
  ///   - step: takes every instant of the first death, or every second, third, …
  ///   - offset: the first of them.
  /// - Returns: how many disks were visited.
  @discardableResult
  func run(_ deaths: [Death] = [], step: Int = 1, offset: Int = 0) throws -> Int {
    guard let death = deaths.first else {
      try end()
      return 1
    }
    var visited = 0
    let left = try left(by: death)
    for number in stride(from: offset, to: left.count, by: step) {
      #expect(try faultsAlways(left[number].disk) == [], "\(left[number].past)")
      visited += try left[number].run(Array(deaths.dropFirst()))
    }
    return visited
  }

  /// What the first worker leaves when it dies, at every instant, for the next one; each disk once.
  func left(by death: Death) throws -> [CrashWalk] {
    var left: [CrashWalk] = []
    for (number, (disk, operation)) in try instants(powerFails: death.takesPower).enumerated() {
      var next = self
      next.disk = death.leaves(disk, at: number)
      next.workers.removeFirst()
      next.past.append("\(death) after \(operation)")
      if !next.disk.holdsTheSame(as: left.last?.disk) { left.append(next) }
    }
    return left
  }

  /// The disk after each of the first worker's operations.
  private func instants(powerFails: Bool) throws -> [(MemoryDisk, MemoryFileSystem.Operation)] {
    let files = MemoryFileSystem(disk)
    var instants: [(MemoryDisk, MemoryFileSystem.Operation)] = []
    files.observe = { disk, operation in
      // A sync changes nothing but what a power cut would leave.
      if powerFails || !operation.verb.hasPrefix("sync") { instants.append((disk, operation)) }
    }
    try workers.first?(files)
    return instants
  }

  private func end() throws {
    let files = MemoryFileSystem(disk)
    try workers.first?(files)
    #expect(files.openHandles == 0, "\(past)")
    let found = try faultsAtRest(files.snapshot)
    #expect(found == [], "\(past)")
  }
}

extension CrashWalk.Death {
  fileprivate var takesPower: Bool {
    if case .powerCut = self { true } else { false }
  }

  /// - Parameter instant: another one is cut in another way, save by the seeds that leave nothing to chance.
  fileprivate func leaves(_ disk: MemoryDisk, at instant: Int) -> MemoryDisk {
    switch self {
    case .killed: disk
    case .powerCut(let seed): disk.cut(seed: seed < 2 ? seed : seed &* 1000 &+ UInt64(instant))
    }
  }
}
