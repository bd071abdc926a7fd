import Testing

@testable import Outreach

@Suite struct CountedTests {
  @Test func oneIsNoPlural() {
    #expect(counted(1, "row") == "1 row")
    #expect(counted(0, "row") == "0 rows" && counted(2, "row") == "2 rows")
    #expect(
      counted(1, "batch", plural: "batches") == "1 batch" && counted(3, "batch", plural: "batches") == "3 batches")
    #expect(counted(1200, "row", digits: "1,200") == "1,200 rows")
  }
}
