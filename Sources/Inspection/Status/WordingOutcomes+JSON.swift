internal import Formats
internal import Outreach

extension WordingOutcomes {
  /// One line for machines; `null` is what is not known, or a rate of nothing.
  package var json: [UInt8] {
    var out = JSONWriter(capacity: 64 + rows.count * 240)
    out.raw(#"{"variants":["#)
    for (index, (row, counts)) in rows.enumerated() {
      out.raw(index > 0 ? #",{"objective":"# : #"{"objective":"#)
      out.string(Self.known(row.objective))
      out.raw(#","tone":"#)
      out.string(Self.known(row.tone))
      out.raw(#","language":"#)
      out.string(Self.known(row.language))
      out.raw(#","channel":"#)
      out.string(row.channel.rawValue)
      out.raw(#","step":"#)
      out.int(row.step)
      out.raw(#","variant":"#)
      out.string(Self.known(row.variant))
      out.raw(#","planned":"#)
      out.int(counts.planned)
      out.raw(#","sent":"#)
      out.int(counts.sent)
      out.raw(#","replies":"#)
      out.int(counts.replies)
      out.raw(#","opt_outs":"#)
      out.int(counts.optOuts)
      out.raw(#","reply_rate":"#)
      Self.append(counts.replyRate, to: &out)
      out.raw(#","opt_out_rate":"#)
      Self.append(counts.optOutRate, to: &out)
      out.raw("}")
    }
    out.raw("]}\n")
    return out.bytes
  }

  private static func known(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// To a tenth of a per cent.
  private static func append(_ rate: Double?, to out: inout JSONWriter) {
    if let rate { out.double((rate * 1000).rounded() / 1000) } else { out.null() }
  }
}
