/// How many messages of a channel are handed over at once: as many as probably go out in a second.
///
/// So many at most are of unknown fate when dispatch is killed, go out to people who have just said no, or have to be waited
/// for when it is told to stop. Between two waves all of that is looked at.
struct WaveSize {
  private(set) var count: Int
  private let least: Int
  private let most: Int

  /// - Parameters:
  ///   - least: what the sender has on its way at once.
  ///   - most: what is never handed over at once, however fast the sender is.
  init(from least: Int, upTo most: Int) {
    self.least = min(max(1, least), most)
    self.most = most
    count = self.least
  }

  /// Learns from a wave of that size; a fast one makes the next four times as large at most.
  mutating func learn(sent: Int, seconds: Double) {
    guard sent > 0 else { return }
    let inASecond = Double(sent) / max(seconds, 0.001)
    count = min(max(Int(min(inASecond, Double(count * 4))), least), most)
  }
}
