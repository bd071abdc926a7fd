internal import Records
internal import Requests

/// Who decides a batch's requests and commands, in their order.
package struct BatchDecisions {
  package let sequences: ActiveSequencesOnFile
  package let admission: Admission
  package let commands: CommandHandler

  package init(_ sequences: ActiveSequencesOnFile, _ configuration: Configuration) {
    self.sequences = sequences
    admission = Admission(sequences, cooldownDays: configuration.cooldownDays)
    commands = CommandHandler(
      sequences, windows: configuration.windows, sendAfterHours: configuration.sendAfterHours)
  }
}
