package import Outreach
package import Storage

/// Writes template files into a directory, never over what is there.
package struct TemplateExport {
  private let files: any CommandFileSystem

  package init(files: any CommandFileSystem) { self.files = files }

  /// Makes the directory, and the languages' below it, if need be.
  ///
  /// - Returns: the paths that are taken; nothing is written then.
  package func write(_ templates: [TemplateFile], to path: String) throws(FileError) -> [String] {
    let root = try openOrMake(path)
    defer { files.close(root) }
    var taken: [String] = []
    for template in templates where try isTaken(template, in: root) { taken.append(template.path) }
    guard taken.isEmpty else { return taken }
    for template in templates {
      let (parent, name) = Self.split(template)
      let directory = try files.openOrMakeDirectory(parent, in: root)
      defer { files.close(directory) }
      try files.createFile(name, in: directory, bytes: Array(template.text.utf8))
    }
    return []
  }

  private func isTaken(_ template: TemplateFile, in root: Directory) throws(FileError) -> Bool {
    let (parent, name) = Self.split(template)
    guard let directory = try files.openIfThere(parent, in: root) else { return false }
    defer { files.close(directory) }
    return try files.exists(name, in: directory)
  }

  private func openOrMake(_ path: String) throws(FileError) -> Directory {
    do throws(FileError) {
      return try files.openDirectory(at: path)
    } catch  where error.isNotFound {
      let parts = path.split(separator: "/").map(String.init)
      guard let name = parts.last else { throw error }
      let parentPath = (path.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
      let parent = try files.openDirectory(at: parentPath.isEmpty ? "." : parentPath)
      defer { files.close(parent) }
      return try files.openOrMakeDirectory(FileName(name), in: parent)
    }
  }

  /// `tr/kurumsal.md` as directory and name.
  private static func split(_ template: TemplateFile) -> (directory: FileName, name: FileName) {
    let parts = template.path.split(separator: "/", maxSplits: 1).map(String.init)
    return parts.count == 2 ? (FileName(parts[0]), FileName(parts[1])) : (".", FileName(template.path))
  }
}
