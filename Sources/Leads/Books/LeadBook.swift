package import Outreach
package import Storage

/// The lead books of `--leads`, in order.
///
/// A book is a CSV or NDJSON file, or a directory of `<leadId>.json`. What the first book does not know about a lead is
/// taken from the next, fact by fact. In a file the last row with an id counts, as in a list that is appended to; but a no in any
/// row, and in any book, is heard.
///
/// A book may change at any time: its device, inode, size and times are compared at each batch, and a file that changed
/// while it was being read is read again.
package struct LeadBook: Sendable {
  /// What the books know about a batch's leads.
  package struct Lookup: Sendable {
    package var facts: [LeadID: LeadFacts] = [:]
    /// Leads whose entry is there and cannot be read, each with a sentence.
    package var unreadable: [LeadID: String] = [:]
    /// What a person should know about a lead's entry, such as that there are two.
    package var warnings: [LeadID: [String]] = [:]

    package init() {}
  }

  private(set) var books: [OneBook]

  /// None.
  package static let none = LeadBook()

  private init() { books = [] }

  /// - Parameters:
  ///   - rowBytes: the longest row or lead file.
  ///   - isLongRunning: whether batch after batch will ask; a file is then indexed (8 bytes a row) when it is first read
  ///     and not when it is first read again.
  ///   - clock: tells whether a file that was just written to may be trusted to look different after another write.
  package init(
    paths: [String], mapping: ColumnMapping = .standard, rowBytes: Int = 1 << 20, isLongRunning: Bool = false,
    files: any CommandFileSystem = POSIXFileSystem(), clock: @escaping @Sendable () -> FileTime
  ) {
    let options = BookOptions(
      mapping: mapping, rowBytes: rowBytes, indexesAtOnce: isLongRunning, files: files, clock: clock)
    books = paths.map { OneBook(path: $0, options: options) }
  }

  /// What is known about these leads; one reading of each file serves them all. A lead that no book knows is not in the
  /// answer.
  package mutating func facts(for ids: [LeadID]) throws(LeadBookError) -> Lookup {
    var answer = Lookup()
    let wanted = WantedLeads(ids)
    for i in books.indices {
      let found = try books[i].answer(wanted)
      answer.facts.merge(found.facts) { earlier, later in
        var merged = earlier.merged(over: later)
        merged.hearNo(of: later)
        return merged
      }
      answer.unreadable.merge(found.unreadable) { earlier, _ in earlier }
      answer.warnings.merge(found.warnings) { $0 + $1 }
    }
    return answer
  }

  /// Whether there is none.
  package var isEmpty: Bool { books.isEmpty }

  /// Checks that every book is there; with `isLongRunning`, reads the files and builds their indexes too, so that the
  /// first request need not wait for that.
  package mutating func prepare() throws(LeadBookError) { _ = try facts(for: []) }
}

struct BookOptions: Sendable {
  package var mapping: ColumnMapping
  package var rowBytes: Int
  var indexesAtOnce: Bool
  var files: any CommandFileSystem
  var clock: @Sendable () -> FileTime
}

/// One path, whatever is there at the time.
struct OneBook: Sendable {
  package let path: String
  package let options: BookOptions
  private var file: FileBook

  package init(path: String, options: BookOptions) {
    self.path = path
    self.options = options
    file = FileBook(path: path, options: options)
  }

  package mutating func answer(_ wanted: WantedLeads) throws(LeadBookError) -> LeadBook.Lookup {
    do throws(FileError) {
      let opened = try BookFile(path: path, options.files)
      switch try opened.status().kind {
      case .regular: break
      case .directory:
        return try DirectoryBook(path: path, options: options).answer(wanted)
      case .link, .other, .unknown: throw FileError("read", path, code: FileError.notAFile)
      }
    } catch {
      throw LeadBookError(error, path)
    }
    return try file.answer(wanted)
  }
}
