/// `1 row`, `2 rows`, for messages in English.
///
/// - Parameters:
///   - plural: if it is not the noun with an s.
///   - digits: how the number is spelled, if not as it is.
package func counted(_ number: Int, _ noun: String, plural: String? = nil, digits: String? = nil) -> String {
  "\(digits ?? String(number)) \(number == 1 ? noun : plural ?? noun + "s")"
}
