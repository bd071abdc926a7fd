package import Formats
package import Requests

/// Refused rows as they came with the reason behind them, in whatever form the file has.
package enum RefusedRows: Sendable {
  case table(RejectedRows)
  case lines(RejectedLines)

  /// - Parameter defaults: filled in, since the rows may be dropped again without them.
  package init(_ form: BulkForm, _ defaults: [JSONMember]) {
    switch form.rows {
    case .table(let dialect, let table):
      self = .table(RejectedRows(dialect: dialect, header: form.header, columns: table.columns, defaults: defaults))
    case .lines: self = .lines(RejectedLines(defaults: defaults))
    }
  }

  /// What stands before the first row.
  package var head: [UInt8] {
    switch self {
    case .table(let rows): rows.head
    case .lines: []
    }
  }

  package func append(_ row: ArraySlice<UInt8>, _ refusal: Refusal, to out: inout [UInt8]) {
    row.withUnsafeBufferPointer { bytes in
      switch self {
      case .table(let rows): rows.append(bytes, code: refusal.code.rawValue, message: refusal.message, to: &out)
      // A row that brought a process down is not looked into again.
      case .lines where refusal.code == .internalError: out += row.last == 0x0A ? row : row + [0x0A]
      case .lines(let lines): lines.append(bytes, code: refusal.code.rawValue, message: refusal.message, to: &out)
      }
    }
  }
}
