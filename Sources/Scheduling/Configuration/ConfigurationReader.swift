internal import Formats
internal import Outreach

/// Takes values out of an object of the configuration, noting everything that is wrong on the way.
struct ConfigurationReader {
  /// `window` for the object under that key; empty for the whole.
  private let path: String
  private var members: [JSONMember]
  private var known: [String] = []
  package private(set) var problems: [String] = []

  package init(_ value: JSONValue, path: String = "") {
    self.path = path
    if case .object(let members) = value {
      self.members = members
    } else {
      members = []
      problems = ["\(path.isEmpty ? "the configuration" : path) should be an object and is \(value.kindName)"]
    }
  }

  /// The key with the path to it, as the person who wrote it would say.
  package func name(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Notes what is wrong with a key; the sentence goes on behind its name.
  package mutating func note(_ key: String, _ sentence: String) { problems.append("\(name(of: key)) \(sentence)") }

  /// Notes what others found out.
  package mutating func note(_ others: [String]) { problems += others }

  /// The value under a key, nil if it is missing or null.
  package mutating func value(_ key: String) -> JSONValue? {
    known.append(key)
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    let value = members.remove(at: index).value
    return value == .null ? nil : value
  }

  /// Nil if it is not there or no text, which is noted.
  package mutating func string(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.string, !text.isEmpty else {
      note(key, "should be a text that is not empty and is \(value.kindName)")
      return nil
    }
    return text
  }

  /// Nil if it is not there or no list of texts, which is noted.
  package mutating func strings(_ key: String) -> [String]? {
    guard let value = value(key) else { return nil }
    guard case .array(let items) = value, items.allSatisfy({ $0.string != nil }) else {
      note(key, "should be a list of texts and is \(value.kindName)")
      return nil
    }
    return items.compactMap(\.string)
  }

  /// User names, and ids as numbers or texts; nil if it is not there or something else, which is noted.
  mutating func users(_ key: String) -> [String]? {
    guard let value = value(key) else { return nil }
    guard case .array(let items) = value, items.allSatisfy({ $0.string != nil || $0.int != nil }) else {
      note(key, "should be a list of user names or ids and is \(value.kindName)")
      return nil
    }
    return items.compactMap { $0.string ?? $0.int.map(String.init) }
  }

  /// Nil if it is not there, no whole number or out of range, which is noted.
  package mutating func int(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    guard let number = value.int, range.contains(number) else {
      note(key, "should be a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// Nil if it is not there, no number or out of range, which is noted.
  package mutating func double(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let value = value(key) else { return nil }
    guard let number = value.double, range.contains(number) else {
      note(key, "should be a number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// Nil if it is not there or neither true nor false, which is noted.
  package mutating func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    guard let flag = value.bool else {
      note(key, "should be true or false and is \(value.kindName)")
      return nil
    }
    return flag
  }

  /// One of a few names.
  package mutating func choice<Choice>(_ key: String, among names: [String], _ make: (String) -> Choice?) -> Choice? {
    guard let text = string(key) else { return nil }
    if let choice = make(text) { return choice }
    let meant = NearestName.of(text, among: names).map { ", did you mean \"\($0)\"?" } ?? ""
    note(key, "is \"\(text)\", which is none of \(names.joined(separator: ", "))\(meant)")
    return nil
  }

  /// Everything under an object whose keys are the user's own.
  package mutating func object(_ key: String) -> [JSONMember] {
    guard let value = value(key) else { return [] }
    guard case .object(let members) = value else {
      note(key, "should be an object and is \(value.kindName)")
      return []
    }
    return members
  }

  /// Reads the object under a key with a reader of its own; does nothing if it is missing.
  mutating func nested(_ key: String, _ read: (inout ConfigurationReader) -> Void) {
    guard let value = value(key) else { return }
    var reader = ConfigurationReader(value, path: name(of: key))
    read(&reader)
    reader.refuseUnknown()
    problems += reader.problems
  }

  /// Keys that nobody asked for are mistakes: a misspelt setting must not be passed over in silence.
  package mutating func refuseUnknown() {
    for member in members {
      let nearest = NearestName.of(member.key, among: known)
      note(
        member.key,
        nearest.map { "is not a setting, did you mean \"\($0)\"?" }
          ?? "is not a setting; known here: \(known.joined(separator: ", "))")
    }
  }
}
