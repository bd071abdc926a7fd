internal import Outreach

/// What shells are told of the commands; made of the same lists as the help, so that nothing has to be kept in step.
enum CompletionScript {
  private static let program = "outreach-scheduler"

  // MARK: bash

  static func bash(_ commands: [any Command.Type]) -> String {
    let names = commands.map { $0.name } + ["--help", "--version"]
    let cases = commands.map { command in
      let words = command.operandWords + optionWords(command) + ["--help"]
      return "    \(command.name)) words=\"\(words.joined(separator: " "))\" ;;"
    }
    return """
      # bash completion for \(program)
      _outreach_scheduler() {
        local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=""
        COMPREPLY=()
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY=($(compgen -W "\(names.joined(separator: " "))" -- "$current"))
          return
        fi
        case $before in
      \(values(of: commands).joined(separator: "\n"))
          \(pattern(commands) { $0 == "DIR" })) COMPREPLY=($(compgen -d -- "$current")); return ;;
          \(pattern(commands) { ["FILE", "PATH"].contains($0) })) COMPREPLY=($(compgen -f -- "$current")); return ;;
          \(pattern(commands) { !["DIR", "FILE", "PATH"].contains($0) })) return ;;
        esac
        case ${COMP_WORDS[1]} in
      \(cases.joined(separator: "\n"))
        esac
        COMPREPLY=($(compgen -W "$words" -- "$current"))
        case $current in -*) ;; *) COMPREPLY+=($(compgen -f -- "$current")) ;; esac
      }
      complete -o filenames -F _outreach_scheduler \(program)
      """
  }

  /// Those whose values are known; they mean the same with every command.
  private static func values(of commands: [any Command.Type]) -> [String] {
    var known: [String: [String]] = [:]
    for option in commands.flatMap({ $0.options }) where !option.words.isEmpty { known[option.name] = option.words }
    return known.sorted { $0.key < $1.key }.map { name, words in
      "    --\(name)) COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$current\")); return ;;"
    }
  }

  /// `--inbox|--outbox`: the options whose values are of a kind.
  private static func pattern(_ commands: [any Command.Type], _ isMeant: (String) -> Bool) -> String {
    var names: [String] = []
    for option in commands.flatMap({ $0.options }) {
      guard let value = option.value, isMeant(value), !names.contains("--\(option.name)") else { continue }
      names.append("--\(option.name)")
    }
    return names.joined(separator: "|")
  }

  private static func optionWords(_ command: any Command.Type) -> [String] { command.options.map { "--\($0.name)" } }

  // MARK: zsh

  static func zsh(_ commands: [any Command.Type]) -> String {
    let list = commands.map { "    '\($0.name):\(zshText($0.summary))'" }
    let cases = commands.map { command in
      var lines = command.options.map { option in
        let value = option.value.map { ":\($0):\(zshAction($0, option.words))" } ?? ""
        return "        '*--\(option.name)[\(zshText(option.help))]\(value)'"
      }
      lines.append("        '--help[what the command does]'")
      let words = command.operandWords
      lines.append(words.isEmpty ? "        '*:file:_files'" : "        '1:action:(\(words.joined(separator: " ")))'")
      if !words.isEmpty { lines.append("        '*:file:_files'") }
      return "    \(command.name)) _arguments \\\n\(lines.joined(separator: " \\\n")) ;;"
    }
    return """
      #compdef \(program)
      _outreach-scheduler() {
        local -a commands
        commands=(
      \(list.joined(separator: "\n"))
        )
        if (( CURRENT == 2 )); then
          _describe command commands
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case $command in
      \(cases.joined(separator: "\n"))
        esac
      }
      _outreach-scheduler "$@"
      """
  }

  private static func zshAction(_ value: String, _ words: [String]) -> String {
    switch value {
    case _ where !words.isEmpty: "(\(words.joined(separator: " ")))"
    case "DIR": "_files -/"
    case "FILE", "PATH": "_files"
    default: ""
    }
  }

  /// Without what ends a word or a part of it there.
  private static func zshText(_ text: String) -> String {
    text.reduce(into: "") { out, character in
      switch character {
      case "'": out += "’"
      case "[", "]", ":", "\\": out += "\\\(character)"
      default: out.append(character)
      }
    }
  }

  // MARK: fish

  static func fish(_ commands: [any Command.Type]) -> String {
    var lines = ["# fish completion for \(program)", "complete -c \(program) -n __fish_use_subcommand -f"]
    for command in commands {
      lines.append(
        "complete -c \(program) -n __fish_use_subcommand -a \(command.name) -d '\(fishText(command.summary))'")
      let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
      for word in command.operandWords { lines.append("complete -c \(program) \(condition) -a \(word)") }
      for option in command.options {
        let words = option.words.isEmpty ? "" : " -a '\(option.words.joined(separator: " "))'"
        let value = option.value.map { ["DIR", "FILE", "PATH"].contains($0) ? " -r -F" : " -x" + words } ?? ""
        lines.append("complete -c \(program) \(condition) -l \(option.name)\(value) -d '\(fishText(option.help))'")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func fishText(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }
}

extension Command {
  /// The words that its first operand may be: `check|export DIR` has two.
  static var operandWords: [String] {
    guard let first = synopsis.split(separator: " ").first, first.contains("|"),
      first.allSatisfy({ $0.isLowercase || $0 == "|" })
    else { return [] }
    return first.split(separator: "|").map(String.init)
  }
}
