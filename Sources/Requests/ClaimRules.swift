package import Storage

/// Which files are acceptable before they are read.
package struct ClaimRules: Sendable {
  /// Bytes.
  package var largestRequest: Int
  /// Nanoseconds for which a file must be unchanged where leases cannot tell.
  package var settle: Int64
  /// User ids whose files are accepted; nil: everybody's.
  package var allowedOwners: Set<UInt32>?
  /// The same for single commands, by ``RequestName/command``; those that are not named are everybody's.
  package var ownersByCommand: [String: Set<UInt32>]

  package init(
    largestRequest: Int, settle: Int64, allowedOwners: Set<UInt32>?, ownersByCommand: [String: Set<UInt32>] = [:]
  ) {
    self.largestRequest = largestRequest
    self.settle = settle
    self.allowedOwners = allowedOwners
    self.ownersByCommand = ownersByCommand
  }

  package func refusal(of name: FileName, _ request: RequestName, _ status: FileStatus) -> Refusal? {
    // Of a bulk file each row tells what it asks for.
    let ownersOfCommand = request.bulk == nil ? ownersByCommand[request.command] : nil
    if let allowed = ownersOfCommand ?? allowedOwners, !allowed.contains(status.owner) {
      return Refusal(
        .forbiddenOwner, "\"\(name)\" belongs to user id \(status.owner), who is not among allowed_owners.")
    }
    if case .refused(let code, let message) = request { return Refusal(code, message) }
    if request.bulk == nil, status.size > largestRequest {
      return Refusal(
        .fileTooLarge,
        "\"\(name)\" has \(status.size) bytes; a request may have at most \(largestRequest) (limits.request_bytes).")
    }
    return nil
  }
}
