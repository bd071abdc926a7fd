package import Records

/// A sequence as the templates write it, and as the program does that is to write in their place.
package struct Comparison: Sendable {
  package var template: SequenceOrder
  /// Nil if it is refused without the templates.
  package var other: SequenceOrder?
}
