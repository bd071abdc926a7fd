package import Outreach
internal import Storage

/// Looks for the leads that have some addresses, through whole lead books.
struct AddressSearch: Sendable {
  /// As calendar and roster spell them.
  let wanted: Set<String>
  private(set) var found: [String: [LeadID]] = [:]

  init(_ wanted: Set<String>) { self.wanted = wanted }

  mutating func note(_ id: LeadID, _ facts: LeadFacts) {
    for address in Self.addresses(facts) where wanted.contains(address) && !found[address, default: []].contains(id) {
      found[address, default: []].append(id)
    }
  }

  /// All that the facts give, in their final spelling.
  private static func addresses(_ facts: LeadFacts) -> [String] {
    func parts(_ field: LeadField) -> [String] {
      guard let text = facts[field], !text.isEmpty else { return [] }
      return [text] + text.split { ";,|\n\r\r\n".contains($0) }.map(String.init)
    }
    let numbers = (parts(.whatsapp) + parts(.phone)).compactMap { try? WhatsAppAddress(parsing: $0).text }
    return numbers + parts(.email).compactMap { try? EmailAddress(parsing: $0).text }
  }
}

extension LeadBook {
  /// The leads that have these addresses; every book is read from end to end.
  package func leads(at addresses: Set<String>) throws(LeadBookError) -> [String: [LeadID]] {
    var search = AddressSearch(addresses)
    for book in books { try book.find(&search) }
    return search.found
  }
}

extension OneBook {
  fileprivate func find(_ search: inout AddressSearch) throws(LeadBookError) {
    do {
      let opened = try BookFile(path: path, options.files)
      guard try opened.status().kind == .directory else {
        var collector = RowCollector(wanted: WantedLeads([]), path: path, options: options)
        collector.search = search
        _ = try BookFormat.scan(opened, path: path, collector: &collector, options: options)
        search = collector.search ?? search
        return
      }
      let book = DirectoryBook(path: path, options: options)
      for (id, facts) in try book.answer(WantedLeads(try book.leads())).facts { search.note(id, facts) }
    } catch let error as FileError {
      throw LeadBookError(error, path)
    } catch let error as LeadBookError {
      throw error
    } catch {
      throw LeadBookError(.unreadable, path: path, explanation: "cannot be read: \(error).")
    }
  }
}
