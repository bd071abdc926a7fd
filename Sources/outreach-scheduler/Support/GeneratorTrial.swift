internal import Formats
internal import Generating
internal import Inspection
internal import Storage

/// Starts the program that writes sequences and gives it nothing to do, so that nothing is sent anywhere: options that it
/// does not understand, a key that is not there and a library that it misses are found before the first lead waits.
enum GeneratorTrial {
  /// Seconds after which whoever was given nothing should have ended.
  private static let patience = 10.0

  /// What is wrong with it; nil if it starts, and ends when there is nothing more to write.
  static func finding(_ settings: GeneratorSettings) -> Finding? {
    let ending: ChildProgram.Ending
    do throws(FileError) {
      ending = try ChildProgram(settings.command, timeLimit: patience).run().ending
    } catch {
      return failure("cannot be started: \(error)", settings)
    }
    let said = String(decoding: ending.complaint.prefix(400), as: UTF8.self).split(whereSeparator: \.isNewline).last
    let complaint = said.map { ": \($0)" } ?? ""
    switch ending.end {
    case .exited(0): return nil
    case .exited(let status):
      return failure("ends with status \(status) before it has been asked anything\(complaint)", settings)
    case .signalled(let signal):
      return failure("is ended by signal \(signal) before it has been asked anything", settings)
    case .timedOut:
      return Finding(
        .warning, "generator.start",
        because: "\(settings.name) was given nothing to write and has not ended after \(Int(patience)) s\(complaint)",
        cost: "It may be slow to start. When the scheduler stops, it is killed.")
    }
  }

  private static func failure(_ what: String, _ settings: GeneratorSettings) -> Finding {
    Finding(
      .failure, "generator.start", because: "\(settings.name) \(what)",
      cost: settings.fallback == .fail
        ? "Every request is refused with GENERATION_FAILED." : "The templates write in its place.")
  }
}
