/// The values there are, one behind the other in one stretch of bytes.
struct KnownValues {
  private struct Span {
    var start: Int32
    var count: Int32

    static let none = Span(start: 0, count: -1)
  }

  private var text: [UInt8] = []
  private var places = [Span](repeating: .none, count: TemplateField.allCases.count)

  /// Forgets all but what `base` begins with, and keeps the room.
  mutating func reset(to base: KnownValues) {
    text.removeSubrange(base.text.count...)
    for i in places.indices { places[i] = base.places[i] }
  }

  mutating func set(_ field: TemplateField, _ value: String?) {
    guard var value, !value.isEmpty else { return }
    let isClean = value.withUTF8 { bytes in
      guard isCleanText(bytes) else { return false }
      append(bytes, as: field)
      return true
    }
    if !isClean, let mended = cleaned(value) { set(field, clean: mended) }
  }

  /// A text that the lead has under the same name.
  mutating func take(_ field: TemplateField, of lead: borrowing Lead) {
    guard let source = field.leadField else { return }
    let isTaken = lead.texts.withBytes(of: source) { text in
      guard isCleanText(text) else { return false }
      if !text.isEmpty { append(text, as: field) }
      return true
    }
    if let isTaken, !isTaken { set(field, lead.texts[source]) }
  }

  mutating func set(_ field: TemplateField, clean value: String) {
    var value = value
    value.withUTF8 { append($0, as: field) }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, as field: TemplateField) {
    places[field.rawValue] = Span(start: Int32(text.count), count: Int32(bytes.count))
    text.append(contentsOf: bytes)
  }

  mutating func copy(_ field: TemplateField, to other: TemplateField) {
    places[other.rawValue] = places[field.rawValue]
  }

  mutating func forget(_ field: TemplateField) { places[field.rawValue] = .none }

  mutating func hide(_ fields: TemplateFields) {
    for field in TemplateField.allCases where fields.contains(field) { places[field.rawValue] = .none }
  }

  func isKnown(_ field: TemplateField) -> Bool { places[field.rawValue].count >= 0 }

  func append(_ field: TemplateField, to out: inout TextPen) -> Bool {
    withBytes(of: field) { out.append($0) }
  }

  /// False, and nothing is done, where there is no value.
  func withBytes(of field: TemplateField, _ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    let place = places[field.rawValue]
    if place.count < 0 { return false }
    text.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(place.start)...].prefix(Int(place.count))))
    }
    return true
  }

  subscript(field: TemplateField) -> String? {
    let place = places[field.rawValue]
    if place.count < 0 { return nil }
    return String(decoding: text[Int(place.start)...].prefix(Int(place.count)), as: UTF8.self)
  }
}

extension TemplateField {
  /// The lead's text that is told as it is.
  fileprivate var leadField: LeadField? {
    switch self {
    case .sector: .sector
    case .country: .country
    case .website: .website
    case .source: .source
    case .stage: .stage
    case .owner: .owner
    case .notes: .notes
    default: nil
    }
  }
}
