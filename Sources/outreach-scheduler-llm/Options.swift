internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What is given on the command line.
struct Options: Sendable {
  /// Up to and without `/chat/completions`.
  var baseURL = "http://127.0.0.1:8080/v1"
  var model = "default"
  var keyVariable: String?
  var keyFile: String?
  var temperature = 0.6
  var concurrency = 8
  /// Seconds for one answer.
  var timeLimit = 55.0
  /// Of one answer.
  var largestAnswer = 1200
  var tokensPerDay: Int?
  var moneyPerDay: Double?
  /// For a million tokens, of the prompt and of the answer.
  var prices = (input: 0.0, output: 0.0)
  var budgetFile: String?
  var hasSchema = true
  var showsPrompt = false
  var showsHelp = false

  var endpoint: String {
    var base = baseURL
    while base.hasSuffix("/") { base.removeLast() }
    return base + "/chat/completions"
  }

  static let help = """
    usage: outreach-scheduler-llm [options] < LINES

    Writes sequences with a language model: a generator for "generator":{"command":["outreach-scheduler-llm", …]}.
    It asks the server that is named and no other, by default one on this machine. What is sent: the facts about a lead
    without phone and e-mail address, the sender, and the template's draft. --show-prompt prints it and sends nothing.

      --base-url URL        the server's, such as https://api.example.com/v1 (default: http://127.0.0.1:8080/v1)
      --model NAME          which of its models (default: default)
      --key-env NAME        the variable that holds the key
      --key-file PATH       the file that holds it, readable for its owner only (0600)
      --temperature NUMBER  0 to 2 (default: 0.6)
      --concurrency NUMBER  requests at once, 1 to 256 (default: 8); as many as the generator's "concurrency"
      --timeout SECONDS     for one answer (default: 55); less than the generator's "timeout_seconds"
      --max-tokens NUMBER   of one answer (default: 1200)
      --tokens-per-day NUMBER, --money-per-day NUMBER   what may be spent; needs --budget-file
      --price-in NUMBER, --price-out NUMBER   for a million tokens of prompt and of answer
      --budget-file PATH    where it is counted, by UTC day
      --no-schema           for servers that know no JSON schema
      --show-prompt         print what would be sent for each line
      --help
    """

  init(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      var name = word
      var given: String?
      if let equals = word.firstIndex(of: "=") {
        name = String(word[..<equals])
        given = String(word[word.index(after: equals)...])
      }
      switch name {
      case "--help", "-h": showsHelp = true
      case "--show-prompt": showsPrompt = true
      case "--no-schema": hasSchema = false
      default:
        guard Self.names.contains(name) else { throw UsageError("there is no option \(name); see --help") }
        guard let value = given ?? rest.popFirst() else { throw UsageError("\(name) needs a value") }
        try set(name, value)
      }
    }
    guard baseURL.hasPrefix("http://") || baseURL.hasPrefix("https://") else {
      throw UsageError("--base-url should begin with https:// and is \"\(baseURL)\"")
    }
    if tokensPerDay != nil || moneyPerDay != nil, budgetFile == nil {
      throw UsageError("a budget needs --budget-file, where it is counted")
    }
    if moneyPerDay != nil, prices.input + prices.output <= 0 {
      throw UsageError("--money-per-day needs --price-in and --price-out")
    }
  }

  private static let names = [
    "--base-url", "--model", "--key-env", "--key-file", "--temperature", "--concurrency", "--timeout", "--max-tokens",
    "--tokens-per-day", "--money-per-day", "--price-in", "--price-out", "--budget-file",
  ]

  private mutating func set(_ name: String, _ value: String) throws(UsageError) {
    func number(_ range: ClosedRange<Double>) throws(UsageError) -> Double {
      guard let number = Double(value), range.contains(number) else {
        throw UsageError(
          "\(name) should be a number from \(range.lowerBound) to \(range.upperBound) and is \"\(value)\"")
      }
      return number
    }
    switch name {
    case "--base-url": baseURL = value
    case "--model": model = value
    case "--key-env": keyVariable = value
    case "--key-file": keyFile = value
    case "--temperature": temperature = try number(0...2)
    case "--concurrency": concurrency = Int(try number(1...256))
    case "--timeout": timeLimit = try number(0.1...3600)
    case "--max-tokens": largestAnswer = Int(try number(16...100_000))
    case "--tokens-per-day": tokensPerDay = Int(try number(0...1e12))
    case "--money-per-day": moneyPerDay = try number(0...1e9)
    case "--price-in": prices.input = try number(0...1e6)
    case "--price-out": prices.output = try number(0...1e6)
    default: budgetFile = value
    }
  }

  /// The key, if one is named.
  func readKey() throws(UsageError) -> String? {
    if let keyVariable {
      guard let value = getenv(keyVariable) else {
        throw UsageError("the environment has no variable \(keyVariable)", status: 78)
      }
      return String(cString: value)
    }
    guard let keyFile else { return nil }
    let bytes: [UInt8]
    var mode: mode_t = 0
    do throws(FileError) {
      let files = POSIXFileSystem()
      let file = try files.open(at: keyFile)
      defer { files.close(file) }
      var status = stat()
      if fstat(file.descriptor, &status) == 0 { mode = status.st_mode }
      bytes = try files.read(file, upTo: 1 << 16)
    } catch {
      throw UsageError("the key cannot be read: \(error)", status: 78)
    }
    guard mode & S_IFMT == S_IFREG, mode & 0o077 == 0 else {
      throw UsageError("\(keyFile) holds a key and may be read by others: chmod 600 it", status: 78)
    }
    return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
  }
}
