package import Formats
package import Requests
package import Storage

extension RowDefaults {
  /// Reads and checks a file of defaults.
  ///
  /// - Parameters:
  ///   - name: the file's, `autumn-fair.defaults.json`.
  ///   - largest: bytes that it may have.
  /// - Throws: all that is wrong with it, told with its name.
  package init(
    parsing bytes: [UInt8], named name: FileName, _ planner: SequencePlanner, largest: Int
  ) throws(Refusal) {
    guard bytes.count <= largest else {
      throw Refusal(.fileTooLarge, "\"\(name)\" has more than \(largest) bytes (limits.request_bytes).")
    }
    do throws(Refusal) {
      self = try RowDefaults(parsing: bytes)
      let problems = planner.problems(of: .object(members.filter { $0.key != "command" }))
      guard problems.isEmpty else { throw Refusal(problems) }
    } catch {
      throw Refusal(
        error.problems.map { problem in
          var problem = problem
          problem.message = "\"\(name)\": " + problem.message
          return problem
        })
    }
  }

  /// What rows command that do not say; nil: they ask for sequences.
  package var command: JSONValue? { members.first { $0.key == "command" }?.value }
}
