internal import Inspection
package import Records

extension Dispatcher {
  /// Lines that could not be read when the spool was last looked through; nothing that they may be about went out.
  package var damaged: [LineDamage] { survey?.damaged ?? [] }
}
