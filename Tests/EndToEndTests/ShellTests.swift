import Foundation
import Storage
import Testing

/// What a shell, man and a monitoring system are given.
struct ShellTests {
  private func script(_ shell: String) throws -> String {
    let workplace = try Workplace(leads: 1)
    let end = try Program(["completions", shell], scratch: workplace.root).wait()
    #expect(end.status == 0, "\(end.errors)")
    return end.output
  }

  /// What bash would offer.
  private func offered(_ words: String...) throws -> [String] {
    let line = words.map { "'\($0)'" }.joined(separator: " ")
    let shell = Process()
    shell.executableURL = URL(filePath: "/usr/bin/env")
    let call =
      "COMP_WORDS=(\(line)); COMP_CWORD=\(words.count - 1); _outreach_scheduler; printf '%s\\n' \"${COMPREPLY[@]}\""
    shell.arguments = ["bash", "--norc", "-c", try script("bash") + "\n" + call]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  @Test("bash completes commands, their words and their options")
  func bash() throws {
    #expect(try offered("outreach-scheduler", "hist") == ["history"])
    #expect(try offered("outreach-scheduler", "inbound", "wh").contains("whatsapp"))
    #expect(try offered("outreach-scheduler", "run", "--stri") == ["--strict"])
    #expect(try offered("outreach-scheduler", "run", "--inbox", "/us").contains("/usr"))
    #expect(try offered("outreach-scheduler", "jobs", "--no-such").isEmpty)
    #expect(try offered("outreach-scheduler", "requeue", "--code", "LEAD") == ["LEAD_NOT_FOUND"])
    #expect(try offered("outreach-scheduler", "jobs", "--status", "") == ["pending", "sent", "failed", "cancelled"])
    #expect(try offered("outreach-scheduler", "reply", "139", "--channel", "e") == ["email"])
    #expect(try offered("outreach-scheduler", "bounce", "--kind", "s") == ["soft"])
  }

  @Test(
    "help of a command, however it is asked for", arguments: [["run", "--help"], ["run", "-h"], ["help", "run"]])
  func help(words: [String]) throws {
    let workplace = try Workplace(leads: 1)
    let end = try Program(words, scratch: workplace.root).wait()
    #expect(end.status == 0 && end.output.contains("Usage: outreach-scheduler run"), "\(end.output)\(end.errors)")
    #expect(try Program(["-h"], scratch: workplace.root).wait().output.contains("Commands:"))
    #expect(try Program(["help", "rum"], scratch: workplace.root).wait().status == 64)
  }

  @Test("zsh and fish read their scripts", arguments: ["zsh", "fish"])
  func others(shell: String) throws {
    let text = try script(shell)
    #expect(text.contains("inbound"))
    guard Tool.run("sh", "-c", "command -v \(shell)") else { return }
    let path = NSTemporaryDirectory() + "completion-\(UUID().uuidString).\(shell)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(Tool.run(shell, "-n", path))
  }

  /// What a command prints.
  private func output(of words: [String]) throws -> String {
    let tool = Process()
    tool.executableURL = URL(filePath: "/usr/bin/env")
    tool.arguments = words
    let output = Pipe()
    tool.standardOutput = output
    try tool.run()
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  @Test("fish completes", .enabled(if: Tool.run("sh", "-c", "command -v fish"), "skipped: needs fish"))
  func fish() throws {
    let workplace = try Workplace(leads: 1)
    Files.write(Array(try script("fish").utf8), to: "completions.fish", in: workplace.root)
    func offered(_ line: String) throws -> [String] {
      let call = "source \(workplace.root)/completions.fish; complete -C 'outreach-scheduler \(line)'"
      return try output(of: ["fish", "--no-config", "-c", call]).split(separator: "\n").map {
        String($0.prefix { $0 != "\t" })
      }
    }
    #expect(try offered("hist") == ["history"])
    #expect(try offered("inbound wh") == ["whatsapp"])
    #expect(try offered("run --stri") == ["--strict"])
  }

  @Test("zsh completes at its prompt", .enabled(if: Tool.run("sh", "-c", "command -v zsh"), "skipped: needs zsh"))
  func zsh() throws {
    let workplace = try Workplace(leads: 1)
    Files.write(Array(try script("zsh").utf8), to: "_outreach-scheduler", in: workplace.root)
    let prompt = #"""
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell "fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D"
      zpty -w shell "outreach-scheduler() { print -r -- 'ran'\":\$*:\" }"
      zpty -w shell "outreach-scheduler $2"$'\t'
      zpty -r shell said "*ran:*:*"
      print -r -- "$said"
      """#
    Files.write(Array(prompt.utf8), to: "prompt.zsh", in: workplace.root)
    for (typed, whole) in [("hist", "history"), ("run --stri", "run --strict")] {
      let said = try output(
        of: ["timeout", "120", "zsh", "-f", "\(workplace.root)/prompt.zsh", workplace.root, typed])
      #expect(said.contains("ran:\(whole)"), "\(said)")
    }
  }

  @Test("There is no other shell")
  func unknown() throws {
    let workplace = try Workplace(leads: 1)
    #expect(try Program(["completions", "tcsh"], scratch: workplace.root).wait().status == 64)
    #expect(try Program(["completions"], scratch: workplace.root).wait().status == 64)
  }

  @Test("The manual page has every command, and groff finds nothing wrong in it")
  func manual() throws {
    let workplace = try Workplace(leads: 1)
    let end = try Program(["manual"], scratch: workplace.root).wait()
    for command in ["run", "inbound", "status", "completions"] { #expect(end.output.contains(".SS \"\(command)")) }
    guard Tool.run("sh", "-c", "command -v groff") else { return }
    Files.write(Array(end.output.utf8), to: "page.1", in: workplace.root)
    #expect(
      Tool.run("sh", "-c", "test -z \"$(groff -man -Tutf8 -ww -z '\(workplace.root)/page.1' 2>&1)\""))
  }

  @Test("Metrics have a line for each number, and the sample writes them whole")
  func metrics() throws {
    let workplace = try Workplace(leads: 5)
    Files.deliver(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    try workplace.run()
    let end = try workplace.start("status", ["--prometheus"]).wait()
    #expect(end.status == 0, "\(end.errors)")
    let lines = end.output.split(separator: "\n")
    #expect(lines.contains("outreach_jobs{status=\"pending\"} 3"))
    #expect(lines.contains("outreach_stalled 0"))
    for line in lines where !line.hasPrefix("#") {
      #expect(line.hasPrefix("outreach_"))
      #expect(Double(line.split(separator: " ").last ?? "") != nil, "\(line)")
    }
    let sample = Samples.path("prometheus/outreach-metrics")
    let target = "\(workplace.root)/outreach.prom"
    #expect(
      Tool.run(
        "env", "OUTREACH_SCHEDULER=\(Program.path)", "OUTREACH_CONFIG=\(workplace.configuration)", "sh", sample, target)
    )
    #expect(String(decoding: Files.read(target) ?? [], as: UTF8.self).hasSuffix("\n"))
  }

  @Test("The sample units and the crontab name commands and options that there are")
  func units() throws {
    let workplace = try Workplace(leads: 1)
    let files = ["systemd/outreach-watch.service", "systemd/outreach-dispatch.service", "cron/outreach"]
    for file in files {
      let text = String(decoding: Files.read(Samples.path(file)) ?? [], as: UTF8.self)
      let calls = text.split(separator: "\n").filter { !$0.hasPrefix("#") && $0.contains("/outreach-scheduler ") }
      #expect(!calls.isEmpty, "\(file)")
      for call in calls {
        let words = call.split(separator: "/outreach-scheduler ")[1].split(separator: " ").map(String.init)
        let help = try Program([words[0], "--help"], scratch: workplace.root).wait()
        #expect(help.status == 0, "\(file): there is no command \(words[0])")
        for option in words where option.hasPrefix("--") {
          #expect(help.output.contains("  \(option)"), "\(file): \(words[0]) has no option \(option)")
        }
      }
    }
    guard Tool.run("sh", "-c", "command -v systemd-analyze") else { return }
    let unit = String(decoding: Files.read(Samples.path("systemd/outreach-watch.service")) ?? [], as: UTF8.self)
    let here = unit.replacingOccurrences(of: "/usr/local/bin/outreach-scheduler", with: Program.path)
    Files.write(Array(here.utf8), to: "outreach-watch.service", in: workplace.root)
    #expect(Tool.run("systemd-analyze", "verify", "\(workplace.root)/outreach-watch.service"))
  }
}

/// Files that come with the program.
enum Samples {
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../samples/\(name)").standardizedFileURL
      .path
  }
}
