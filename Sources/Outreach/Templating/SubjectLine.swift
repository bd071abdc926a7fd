/// E-mail programs cut subjects at about this many characters.
let subjectLimit = 60

/// An e-mail's subject. Where the lead's long name would make it too long, it is written as if the name were not known:
/// "Firmanız için kısa bir tanışma" is better than a trade name cut off in the middle.
func appendSubjectLine(
  _ template: Template, _ values: borrowing TemplateValues, _ suffixes: inout SuffixMemo, to out: inout [UInt8]
) throws(MissingValue) {
  let start = out.count
  try template.render(values, &suffixes, into: &out)
  guard characterCount(out[start...]) >= subjectLimit else { return }
  let end = out.count
  do throws(MissingValue) {
    try template.render(values.withoutNames, &suffixes, into: &out)
    out.removeSubrange(start..<end)
  } catch {
    // The template insists on the name; long and right is better than refused.
    out.removeSubrange(end...)
  }
}

func subjectLine(_ template: Template, _ values: borrowing TemplateValues) throws(MissingValue) -> String {
  var line: [UInt8] = []
  var suffixes = SuffixMemo()
  try appendSubjectLine(template, values, &suffixes, to: &line)
  return String(decoding: line, as: UTF8.self)
}

/// Unicode scalars, counted without decoding: the bytes that do not continue one.
private func characterCount(_ utf8: ArraySlice<UInt8>) -> Int { utf8.count { $0 & 0xC0 != 0x80 } }
