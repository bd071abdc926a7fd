import Outreach
import Storage
import Testing

/// What `erase` tells whoever asks again, after one that was cut short.
struct EraseTests {
  @Test func askedAgainItSaysWhatBecameOfTheOneThatWasCutShort() throws {
    let workplace = try Workplace(leads: 1)
    workplace.configure(#""settle_seconds":0"#)
    Files.deliver(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    try workplace.run()
    #expect(try workplace.start("erase", ["1"]).wait().status == 0)
    // As if it had been killed before its last step.
    let begun = #"{"at_microseconds":1795428912000000,"leads":["1"],"addresses":[],"paths":[]}"#
    _ = Files.write(Array(begun.utf8), to: ".erase", in: workplace.outbox)
    let again = try workplace.start("erase", ["1"]).wait()
    #expect(again.status == 0 && again.errors.contains("brought to its end"), "\(again.errors)")
    _ = Files.write(Array(begun.utf8), to: ".erase", in: workplace.outbox)
    let another = try workplace.start("erase", ["2"]).wait()
    #expect(another.status == 66 && another.errors.contains("nothing is held of lead 2"), "\(another.errors)")
    // Nothing is left to be ended, and the advice can be followed as it stands.
    let idle = try workplace.start("erase", ["1"]).wait()
    #expect(idle.status == 66 && idle.errors.contains("outreach-scheduler opt-out 1"), "\(idle.errors)")
  }
}
