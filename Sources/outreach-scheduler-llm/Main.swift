internal import Curl
internal import Formats
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A generator that asks a chat-completions server: a line of JSON in, a line out, as `"generator":{"command":[…]}` wants it.
@main
struct LanguageModelProgram {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do throws(UsageError) {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      if options.showsHelp {
        print(Options.help)
        return
      }
      if options.showsPrompt { return showPrompts(options) }
      try answer(options)
    } catch {
      complain(error.message)
      exit(error.status)
    }
  }

  private static func answer(_ options: Options) throws(UsageError) {
    let key = try options.readKey()
    let curl: Curl
    do throws(CurlError) { curl = try Curl() } catch { throw UsageError("\(error)", status: 69) }
    let budget = Budget(options)
    try budget.check()
    let desk = Desk(
      server: Server(options: options, key: key), curl: curl, budget: budget, concurrency: options.concurrency)
    desk.open()
    while let line = readLine() { if !line.isEmpty { desk.add(Array(line.utf8)) } }
    desk.closeWhenDone()
  }

  /// What would be sent, and nothing is.
  private static func showPrompts(_ options: Options) {
    while let line = readLine() {
      guard let asked = try? JSONValue(parsing: Array(line.utf8)) else {
        complain("a line is no JSON")
        continue
      }
      print("POST \(options.endpoint)")
      print(String(decoding: Server(options: options, key: nil).body(for: Prompt(asked)), as: UTF8.self))
      print("")
      print(Prompt(asked).system)
      print("")
      print(Prompt(asked).user)
    }
  }

  static func complain(_ sentence: String) {
    let line = Array("outreach-scheduler-llm: \(sentence)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}

/// The program cannot begin.
struct UsageError: Error {
  var message: String
  var status: Int32

  init(_ message: String, status: Int32 = 64) {
    self.message = message
    self.status = status
  }
}
