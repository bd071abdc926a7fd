internal import COutreachTemplates

extension TemplateFile {
  /// The files that the program was built with, sorted by path.
  package static var builtIn: [TemplateFile] {
    (0..<outreach_template_count()).map { index in
      TemplateFile(path: String(cString: outreach_template_at(index).path), builtIn: Int(index))
    }.sorted { $0.path < $1.path }
  }

  static func bytes(ofBuiltIn number: Int) -> UnsafeBufferPointer<UInt8> {
    let file = outreach_template_at(numericCast(number))
    return UnsafeBufferPointer(start: file.bytes, count: file.count)
  }
}
