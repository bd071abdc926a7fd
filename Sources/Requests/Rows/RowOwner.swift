/// Whose bulk file it is, and what its rows may not ask for because of that.
package struct RowOwner: Sendable {
  private let owner: UInt32
  /// `enqueue`, `cancel` … as ``RequestName/command`` spells them.
  private let forbidden: Set<String>

  package init(_ owner: UInt32, _ rules: ClaimRules) {
    self.owner = owner
    forbidden = Set(rules.ownersByCommand.filter { !$0.value.contains(owner) }.keys)
  }

  /// Nil if the owner may ask for it.
  package func refusal(of row: RequestRow) -> Refusal? {
    guard !forbidden.isEmpty else { return nil }
    // What cannot be understood is refused for that.
    if let command = row.command, command.verb == nil { return nil }
    let asked = row.command?.verb?.rawValue ?? RequestName.enqueueCommand
    guard forbidden.contains(asked) else { return nil }
    return Refusal(
      .forbiddenOwner,
      "The file belongs to user id \(owner), who is not among those that allowed_owners names for \"\(asked)\".")
  }
}
