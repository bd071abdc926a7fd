/// The manual page, made of what every command says of itself.
enum ManualCommand: Command {
  static let name = "manual"
  static let summary = "Prints the manual page for man(1)."
  static let synopsis = ""
  static let options: [Option] = []
  static let example = """
    outreach-scheduler manual > /usr/local/share/man/man1/outreach-scheduler.1 && man outreach-scheduler
    """
  static let diagnostics = "0 printed."

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else { throw .usage("takes no operands", name) }
    Console.print(ManualPage.text(of: Main.commands, version: Main.version))
    return Exit.ok
  }
}
