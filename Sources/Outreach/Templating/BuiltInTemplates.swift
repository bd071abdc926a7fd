internal import COutreachTemplates

extension TemplateFile {
  /// The files that the program was built with, sorted by path.
  package static var builtIn: [TemplateFile] {
    (0..<outreach_template_count()).map { index in
      let file = outreach_template_at(index)
      let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
      return TemplateFile(path: String(cString: file.path), text: String(decoding: bytes, as: UTF8.self))
    }.sorted { $0.path < $1.path }
  }
}
