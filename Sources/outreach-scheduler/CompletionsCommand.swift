/// Scripts by which a shell completes this program's words.
enum CompletionsCommand: Command {
  static let name = "completions"
  static let summary = "Prints the script by which bash, zsh or fish completes commands and options."
  static let synopsis = "bash|zsh|fish"
  static let options: [Option] = []
  static let example = """
    outreach-scheduler completions bash > /etc/bash_completion.d/outreach-scheduler
      outreach-scheduler completions zsh > "${fpath[1]}/_outreach-scheduler"
      outreach-scheduler completions fish > ~/.config/fish/completions/outreach-scheduler.fish
    """
  static let diagnostics = "0 printed; 64 there is no such shell here."

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.count == 1 else { throw .usage("needs bash, zsh or fish", name) }
    switch arguments.operands[0] {
    case "bash": Console.print(CompletionScript.bash(Main.commands))
    case "zsh": Console.print(CompletionScript.zsh(Main.commands))
    case "fish": Console.print(CompletionScript.fish(Main.commands))
    case let shell: throw .usage("knows bash, zsh and fish, not \"\(shell)\"", name)
    }
    return Exit.ok
  }
}
