internal import Outreach
internal import Requests
internal import Storage

/// The wordings of `--templates DIR`: `DIR/<language>/<tone>.md`.
struct TemplateDirectory {
  /// In the order of their names.
  private(set) var files: [TemplateFile] = []
  /// What else lies there and is nobody's note or unfinished copy: below the directory, by their paths.
  private(set) var unread: [String] = []

  /// Reads every `.md` file below the language directories.
  init(_ path: String) throws(FileError) {
    let system = POSIXFileSystem()
    let root = try system.openDirectory(at: path)
    defer { system.close(root) }
    for language in try system.list(root).map(\.name).sorted() where !Self.isAside(language) {
      guard try system.status(of: language, in: root).kind == .directory else {
        unread.append(language.description)
        continue
      }
      let directory = try system.openDirectory(language, in: root)
      defer { system.close(directory) }
      for name in try system.list(directory).map(\.name).sorted() where !Self.isAside(name) {
        let place = "\(language)/\(name)"
        guard name.hasSuffix(".md"), try system.status(of: name, in: directory).kind == .regular else {
          unread.append(place)
          continue
        }
        let bytes = try system.readFile(name, in: directory)
        files.append(TemplateFile(path: place, text: String(decoding: bytes, as: UTF8.self)))
      }
    }
  }

  /// Hidden files, editors' copies, and what is there to be read by people.
  private static func isAside(_ name: FileName) -> Bool {
    RequestName.isIgnored(name) || name.text?.lowercased().hasPrefix("readme") ?? false
  }

  /// Why there is nothing to be used in a directory.
  func nothingThere(_ path: String) -> String {
    let others =
      unread.isEmpty ? "" : "; \(unread.prefix(3).joined(separator: ", ")) \(unread.count == 1 ? "is" : "are") not read"
    return
      "\(path) has no wordings: they are DIR/tr/<tone>.md and DIR/en/<tone>.md; templates export DIR writes some\(others)"
  }
}
