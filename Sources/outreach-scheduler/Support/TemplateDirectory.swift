internal import Outreach
internal import Storage

/// The wordings of `--templates DIR`: `DIR/<language>/<tone>.md`.
enum TemplateDirectory {
  /// Reads every `.md` file below the language directories, in the order of their names.
  static func read(_ path: String) throws(FileError) -> [TemplateFile] {
    let files = POSIXFileSystem()
    let root = try files.openDirectory(at: path)
    defer { files.close(root) }
    var found: [TemplateFile] = []
    for language in try files.list(root).map(\.name).sorted() where !language.hasPrefix(".") {
      guard try files.status(of: language, in: root).kind == .directory else { continue }
      let directory = try files.openDirectory(language, in: root)
      defer { files.close(directory) }
      for name in try files.list(directory).map(\.name).sorted() where name.hasSuffix(".md") && !name.hasPrefix(".") {
        let bytes = try files.readFile(name, in: directory)
        found.append(TemplateFile(path: "\(language)/\(name)", text: String(decoding: bytes, as: UTF8.self)))
      }
    }
    return found
  }
}
