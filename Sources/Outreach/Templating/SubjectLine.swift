/// E-mail programs cut subjects at about this many characters.
let subjectLimit = 60

/// An e-mail's subject. Where the lead's long name would make it too long, it is written as if the name were not known:
/// "Firmanız için kısa bir tanışma" is better than a trade name cut off in the middle.
func subjectLine(_ template: Template, _ values: TemplateValues) throws(MissingValue) -> String {
  var line: [UInt8] = []
  try template.render(values, into: &line)
  if characterCount(line) >= subjectLimit {
    var short: [UInt8] = []
    do throws(MissingValue) {
      try template.render(values.withoutNames, into: &short)
      line = short
    } catch {
      // The template insists on the name; long and right is better than refused.
    }
  }
  return String(decoding: line, as: UTF8.self)
}

/// Unicode scalars, counted without decoding: the bytes that do not continue one.
private func characterCount(_ utf8: [UInt8]) -> Int { utf8.count { $0 & 0xC0 != 0x80 } }
