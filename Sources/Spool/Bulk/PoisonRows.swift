package import Requests
package import Storage

/// Rows of a bulk file that crash the worker, and where it crashes before any row.
package struct PoisonRows: Sendable, Equatable {
  /// Their numbers.
  package var rows: Set<Int> = []
  /// The last row behind which the next one can still be found, 0 if not even the file's head can be read; nil: there
  /// was no such trouble.
  package var unreadableAfter: Int?

  package init(rows: Set<Int> = [], unreadableAfter: Int? = nil) {
    self.rows = rows
    self.unreadableAfter = unreadableAfter
  }

  /// Adds what was found out later.
  package mutating func add(_ other: PoisonRows) {
    rows.formUnion(other.rows)
    unreadableAfter = other.unreadableAfter ?? unreadableAfter
  }

  /// Why a row of which a process died is refused.
  package static func refusal(ofRow row: Int) -> Refusal {
    Refusal(
      .internalError,
      "Answering row \(row) brought the scheduler down twice, so it was not tried again; please report it with the row."
    )
  }

  /// Why a file is refused of which a process died before its first row.
  package static func refusal(of file: FileName) -> Refusal {
    Refusal(
      .internalError,
      "Reading \"\(file)\" brought the scheduler down twice, so it was not tried again; please report it with the file."
    )
  }

  /// Why the rows are refused that nobody can get at.
  package static func refusal(ofAllAfter row: Int) -> Refusal {
    Refusal(
      .internalError,
      "Reading on behind row \(row) brought the scheduler down twice, so the rest of the file was not tried again; please "
        + "report it with the file.")
  }
}
