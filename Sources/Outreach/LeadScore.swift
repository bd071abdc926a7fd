/// What a response says about a lead as its `ai_context`.
public struct LeadScore: Hashable, Sendable {
  public enum Band: String, Sendable { case a = "A", b = "B", c = "C", d = "D" }
  public enum Risk: String, Sendable { case low, medium, high }

  /// One named part of the score, in points.
  public struct Contribution: Hashable, Sendable {
    public var name: String
    public var points: Double
    /// The fact it rests on, for `--explain`.
    public var because: String

    public init(name: String, points: Double, because: String) {
      self.name = name
      self.points = points
      self.because = because
    }
  }

  /// 0…100, the rounded sum of `contributions`.
  public var priority: Int
  public var band: Band
  public var risk: Risk
  public var idealEntryChannel: Channel
  /// One sentence in the request's language that names the strongest reason.
  public var whyNow: String
  public var contributions: [Contribution]
}
