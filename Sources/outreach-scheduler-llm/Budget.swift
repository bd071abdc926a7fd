internal import Formats
internal import Outreach
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What may be spent in a day, counted in a file that several of these programs share.
struct Budget: Sendable {
  private let options: Options

  /// What is counted is written over in place, at once: always as long as this, so that whoever is killed leaves all of it.
  private static let width = 256

  init(_ options: Options) { self.options = options }

  /// Says what is wrong with the file before anybody is told that a budget is spent.
  func check() throws(UsageError) {
    guard let path = options.budgetFile else { return }
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw UsageError(
        "the budget cannot be counted in \(path): \(String(cString: strerror(errno))); name a file that this user may write",
        status: 78)
    }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0, Self.spent(in: file, today: "") != nil else {
      throw UsageError("\(path) holds no budget: name another --budget-file, or remove it to count anew", status: 78)
    }
  }

  /// Takes what an answer may cost; false if the day's budget has no room for it.
  func reserve(_ tokens: (input: Int, output: Int)) -> Bool {
    guard options.budgetFile != nil else { return true }
    return change { spent in
      let next = (tokens: spent.tokens + tokens.input + tokens.output, money: spent.money + price(tokens))
      if let limit = options.tokensPerDay, next.tokens > limit { return false }
      if let limit = options.moneyPerDay, next.money > limit { return false }
      spent = next
      return true
    }
  }

  /// Puts what it did cost in its place.
  func settle(_ reserved: (input: Int, output: Int), used: (input: Int, output: Int)) {
    guard options.budgetFile != nil else { return }
    _ = change { spent in
      spent.tokens = max(0, spent.tokens - reserved.input - reserved.output + used.input + used.output)
      spent.money = max(0, spent.money - price(reserved) + price(used))
      return true
    }
  }

  private func price(_ tokens: (input: Int, output: Int)) -> Double {
    (Double(tokens.input) * options.prices.input + Double(tokens.output) * options.prices.output) / 1e6
  }

  /// Under a lock; a file that cannot be used allows nothing.
  private func change(_ body: (inout (tokens: Int, money: Double)) -> Bool) -> Bool {
    guard let path = options.budgetFile else { return true }
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0 else { return false }
    let today = Timestamp(seconds: Int64(time(nil))).day.iso8601
    guard var spent = Self.spent(in: file, today: today) else { return false }
    guard body(&spent) else { return false }
    var out = JSONWriter()
    out.raw(#"{"day":"#)
    out.string(today)
    out.raw(#","tokens":"#)
    out.int(spent.tokens)
    out.raw(#","money":"#)
    out.double(spent.money)
    out.raw("}")
    let line = out.bytes + [UInt8](repeating: 0x20, count: max(0, Self.width - 1 - out.bytes.count)) + [0x0A]
    return pwrite(file, line, line.count, 0) == line.count
  }

  /// Nil if the file is neither empty nor a budget.
  private static func spent(in file: Int32, today: String) -> (tokens: Int, money: Double)? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = pread(file, &bytes, bytes.count, 0)
    if count == 0 { return (0, 0) }
    guard count > 0, let value = try? JSONValue(parsing: Array(bytes[..<count])), let day = value["day"]?.string else {
      return nil
    }
    return day == today ? (value["tokens"]?.int ?? 0, value["money"]?.double ?? 0) : (0, 0)
  }
}
