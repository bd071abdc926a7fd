/// E-mail programs cut subjects at about this many characters.
let subjectLimit = 60

/// An e-mail's subject. Where the lead's long name would make it too long, it is written as if the name were not known, and
/// where a long offer would, with its general name: "Firmanız için kısa bir tanışma" is better than a trade name cut off
/// in the middle.
func appendSubjectLine(
  _ template: Template, values: borrowing TemplateValues, suffixes: SuffixMemo, to out: inout [UInt8]
) throws(MissingValue) {
  let start = out.count
  try template.render(values, suffixes, into: &out)
  if characterCount(out[start...]) < subjectLimit { return }
  if shortens(template, values: values.withoutNames, suffixes: suffixes, in: &out, from: start) { return }
  _ = shortens(template, values: values.withoutNames.withGeneralOffer, suffixes: suffixes, in: &out, from: start)
}

/// Puts what `values` make of the template in the place of what stands from `start` on. False if it is no better: a
/// template may insist on a name, and long and right is better than refused.
private func shortens(
  _ template: Template, values: borrowing TemplateValues, suffixes: SuffixMemo, in out: inout [UInt8],
  from start: Int
) -> Bool {
  let end = out.count
  do throws(MissingValue) {
    try template.render(values, suffixes, into: &out)
  } catch {
    out.removeSubrange(end...)
    return false
  }
  out.removeSubrange(start..<end)
  return characterCount(out[start...]) < subjectLimit
}

func subjectLine(_ template: Template, _ values: borrowing TemplateValues) throws(MissingValue) -> String {
  var line: [UInt8] = []
  let suffixes = SuffixMemo()
  try appendSubjectLine(template, values: values, suffixes: suffixes, to: &line)
  return String(decoding: line, as: UTF8.self)
}

/// Unicode scalars, counted without decoding: the bytes that do not continue one.
private func characterCount(_ utf8: ArraySlice<UInt8>) -> Int { utf8.count { $0 & 0xC0 != 0x80 } }
