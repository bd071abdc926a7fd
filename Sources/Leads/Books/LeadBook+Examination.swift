internal import Outreach
internal import Storage

extension LeadBook {
  /// Reads every book from end to end, as answering does; with `isLongRunning` only.
  ///
  /// - Returns: what is wrong with single leads' own files, whose requests are refused, a sentence each.
  /// - Throws: what keeps every request from being answered.
  package mutating func examine() throws(LeadBookError) -> [String] {
    try prepare()
    var unreadable: [String] = []
    for book in books { unreadable += try book.unreadableLeads() }
    return unreadable
  }
}

extension OneBook {
  fileprivate func unreadableLeads() throws(LeadBookError) -> [String] {
    do throws(FileError) {
      guard try BookFile(path: path, options.files).status().kind == .directory else { return [] }
      let book = DirectoryBook(path: path, options: options)
      let unreadable = try book.answer(WantedLeads(try book.leads())).unreadable
      return unreadable.sorted { $0.key.text < $1.key.text }.map(\.value)
    } catch {
      throw LeadBookError(error, path)
    }
  }
}
