import Formats
import Leads
import Outreach
import Records
import Requests

/// An export as `yardsticks/generate_leads.py` writes it, in memory.
struct BenchmarkTable {
  let count: Int
  private let bytes: [UInt8]

  init(rows: Int) {
    count = rows
    var random = Random()
    var text = "lead_id,company,contact_name,sector,city,phone,email,website,employees,rating,last_activity,notes\r\n"
    for i in 0..<rows {
      let k = random.next(Self.companies.count)
      let city = ["İstanbul", "Ankara", "İzmir"][random.next(3)]
      let phone = String(String(10_000_000 + i).dropFirst())
      let rating = 20 + random.next(31)
      text += "\(i + 1),\(Self.companies[k]) \(i % 977),Ayşe Yılmaz,\(Self.sectors[k]),\(city),+90532\(phone),"
      text += "info\(i)@ornek\(i % 5000).com.tr,https://ornek\(i % 5000).com.tr,\(1 + random.next(299)),"
      text += "\(rating / 10).\(rating % 10),2026-10-\(i % 28 < 9 ? "0" : "")\(1 + i % 28),"
      text += "\(Self.notes[random.next(Self.notes.count)])\r\n"
    }
    bytes = Array(text.utf8)
  }

  /// Goes through the rows and adds up what `body` finds.
  func read(_ body: (borrowing CSVReader, LeadColumns) -> Int) -> Int {
    var sum = 0
    var position = 0
    var reader = CSVReader { buffer in
      let count = min(buffer.count, bytes.count - position)
      bytes[position..<(position + count)].withUnsafeBytes { buffer.copyMemory(from: $0) }
      position += count
      return count
    }
    guard let found = try? reader.next(), found else { return 0 }
    let columns = LeadColumns(headers: reader.strings)
    while let found = try? reader.next(), found { sum += body(reader, columns) }
    return sum
  }

  func rows() -> [RequestRow] {
    var rows: [RequestRow] = []
    _ = read { reader, columns in
      rows.append(RequestRow(number: rows.count + 1, reader: reader, columns: columns))
      return 0
    }
    return rows
  }

  private static let companies = [
    "Hane Mimarlık", "Yıldız Diş Kliniği", "Çınar İnşaat", "Öz Güven Hukuk", "Ege Zeytin", "Şahin Lojistik",
    "Kuzey Yazılım", "Akasya Otel", "Dr. Ağız Sağlığı", "Boğaziçi Danışmanlık",
  ]
  private static let sectors = [
    "mimarlik", "dis", "insaat", "hukuk", "gida", "lojistik", "yazilim", "otel", "saglik", "danismanlik",
  ]
  private static let notes = [
    "", "Web sitesi yok", "\"Fuar standında \"\"yenilik\"\" sordu, geri aranacak\"",
    "\"Teklif istedi;\nbütçe netleşmedi\"",
  ]

  private struct Random {
    private var state: UInt64 = 7

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}

extension DraftBuffer {
  /// Starts anew, and tells how many bytes there were.
  mutating func turn() -> Int {
    let bytes = responses.count + days.reduce(0) { $0 + $1.lines.count }
    clear()
    return bytes
  }

  /// FNV-1a over all that is written.
  var checksum: UInt64 {
    var sum: UInt64 = 14_695_981_039_346_656_037
    for byte in responses { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
    for byte in days.map(\.lines).joined() { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
    return sum
  }
}
