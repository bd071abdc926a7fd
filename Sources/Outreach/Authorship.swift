/// Who wrote a sequence, where it was not simply the templates.
package struct Authorship: Hashable, Sendable {
  /// `templates`, or the name of the program that wrote.
  package var name: String
  /// Why it was the templates, if a program was to write.
  package var fallback: String?
  /// Why the lead should be written to now, where the program said it better.
  package var whyNow: String?
  /// The words are being written: nothing may go out yet.
  package var isAwaited: Bool

  package init(name: String, fallback: String? = nil, whyNow: String? = nil, isAwaited: Bool = false) {
    self.name = name
    self.fallback = fallback
    self.whyNow = whyNow
    self.isAwaited = isAwaited
  }

  /// The templates, in place of a program.
  package static let templatesName = "templates"
}
