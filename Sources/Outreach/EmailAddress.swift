/// An e-mail address whose form has been checked; the domain is in lower case.
public struct EmailAddress: Hashable, Sendable {
  public let text: String

  init(checked text: String) { self.text = text }
}
