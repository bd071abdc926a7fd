package import Outreach

/// The sending window of each channel: one for all, and others where a channel has its own.
package struct SendingWindows: Hashable, Sendable {
  package var standard: SendingWindow
  package var byChannel: [Channel: SendingWindow]

  package init(_ standard: SendingWindow, byChannel: [Channel: SendingWindow] = [:]) {
    self.standard = standard
    self.byChannel = byChannel
  }

  package subscript(channel: Channel) -> SendingWindow { byChannel[channel] ?? standard }
}
