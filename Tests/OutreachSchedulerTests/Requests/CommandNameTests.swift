import Outreach
import Testing

@testable import Records
@testable import Requests
@testable import Storage

@Suite struct CommandNameTests {
  @Test(arguments: CommandVerb.allCases) func namesEveryCommand(_ verb: CommandVerb) throws {
    let plain = RequestName(FileName("139.\(verb.rawValue).json"))
    #expect(plain.lead?.text == "139" && plain.verb == verb && plain.ref == nil)
    let referred = RequestName(FileName("a-1_B.\(verb.rawValue)@mail-12.json"))
    #expect(referred.lead?.text == "a-1_B" && referred.verb == verb && referred.ref == "mail-12")
  }

  @Test func enqueuesAreNoCommands() {
    #expect(RequestName("139@cancel.json").verb == nil)
    #expect(RequestName("139@cancel.json").ref == "cancel")
    #expect(RequestName("cancel.json").lead?.text == "cancel")
  }

  @Test(arguments: [
    ("139.cancle.json", "\"139.cancel.json\""), ("139.optin.json", "\"139.opt-in.json\""),
    ("139.xyzzy.json", "opt-in"),
    ("139.cancel.reply.json", "names no command"), ("139..json", "names no command"),
    ("13 9.cancel.json", "does not name a lead"),
    (".cancel.json", "does not name a lead"), ("139.cancel@.json", "does not name a lead"),
    ("139.cancel@a.b.json", "does not name a lead"), ("139.Sent.json", "\"139.sent.json\""),
  ]) func refusesOthers(_ name: String, _ said: String) {
    guard case .refused(.invalidFileName, let message) = RequestName(FileName(name)) else {
      Issue.record("\(name) was understood")
      return
    }
    #expect(message.contains(said), "\(message)")
  }

  /// Whoever asks to be left alone need not know how the command is spelled.
  @Test(arguments: [
    ("139.OPT-OUT.json", CommandVerb.optOut), ("139.optout.json", .optOut), ("139.opt_out@web.json", .optOut),
    ("139.Opt-Out (2).json", .optOut), ("139.STOP.json", .optOut), ("139.unsubscribe.json", .optOut),
    ("139.Cancel.json", .cancel), ("139.REPLY.json", .reply), ("139.Bounce.json", .bounce),
  ]) func stopsAreKnownHoweverTheyAreSpelled(_ name: String, _ verb: CommandVerb) {
    #expect(RequestName(FileName(name)).verb == verb && RequestName(FileName(name)).lead?.text == "139")
  }

  @Test(arguments: ["139-whatsapp-2-20261123T101512.345678Z", "a-b-email-1-20261123T101512.345678Z-3"])
  func jobIDsAreReadBack(_ text: String) throws {
    #expect(try #require(JobID(text)).description == text)
  }

  @Test(arguments: [
    "", "139", "139-whatsapp-2", "139-sms-2-20261123T101512.345678Z", "139-whatsapp-0-20261123T101512.345678Z",
    "139-whatsapp-02-20261123T101512.345678Z", "-whatsapp-2-20261123T101512.345678Z",
    "139-whatsapp-2-20261123T101512.345678Z-1", "139-whatsapp-2-20261123T101512.345678Z-x",
  ]) func otherTextsAreNoJobIDs(_ text: String) { #expect(JobID(text) == nil) }

  @Test(arguments: [
    // More in OptOutTextTests.
    "RET", "ret", "Dur", "DUR!", "STOP", "Stop.", "İPTAL", "IPTAL", "iptal", "ıptal", "RET ACME", "Abonelikten çık",
    "ABONELİKTEN ÇIK lütfen", "Lütfen abonelikten çıkarın.", "Unsubscribe", "please STOP", "beni listeden çıkarın",
    "Bana bir daha mesaj atmayın!",
  ]) func opensOut(_ text: String) { #expect(OptOutText.isOptOut(text)) }

  @Test(arguments: [
    "", "Evet", "Dur, bir bakayım", "İptal etmeyelim, görüşelim", "Don't stop now", "Retail firmasıyız",
    "Redesign olabilir",
    "non stop çalışıyoruz", "Toplantıyı iptal edip yarına alalım mı",
  ]) func staysIn(_ text: String) { #expect(!OptOutText.isOptOut(text)) }
}
