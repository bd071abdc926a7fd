public import Outreach

/// The sending window of each channel: one for all, and others where a channel has its own.
public struct SendingWindows: Hashable, Sendable {
  public var standard: SendingWindow
  public var byChannel: [Channel: SendingWindow]

  public init(_ standard: SendingWindow, byChannel: [Channel: SendingWindow] = [:]) {
    self.standard = standard
    self.byChannel = byChannel
  }

  public subscript(channel: Channel) -> SendingWindow { byChannel[channel] ?? standard }
}
