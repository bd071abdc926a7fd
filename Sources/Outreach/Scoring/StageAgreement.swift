/// What a stage says of a contract: "sözleşmeli" and "bakım anlaşması var" are said of customers, "sözleşme bitti" of who was
/// one, and "sözleşme gönderildi" of nobody yet.
enum StageAgreement {
  case inForce, over
  /// "Anlaşamadık", and "başka firmayla anlaştı".
  case failed

  /// - Parameter words: a stage's, folded; nil where it speaks of no contract, or of one that is on its way.
  init?(_ words: [Substring]) {
    func has(_ stems: [String]) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
    guard has(StageAgreement.contracts) else { return nil }
    if has(StageAgreement.others) || has(StageAgreement.failures) {
      self = .failed
    } else if has(StageAgreement.ends) {
      self = .over
    } else if has(StageAgreement.signs) {
      self = .inForce
    } else {
      return nil
    }
  }

  private static let contracts = ["sozlesme", "anlas", "abone", "contract", "agreement", "subscri", "retainer"]
  private static let others = ["baska", "rakip", "rakib", "another", "competitor"]
  private static let failures = [
    "anlasama", "anlasilama", "saglanama", "yapilama", "imzalanma", "imzalama", "olmadi", "failed",
  ]
  private static let ends = [
    "bitti", "bitmis", "doldu", "dolmus", "sona", "sonlan", "fesh", "fesih", "iptal", "yenilenmedi", "yenilemedi",
    "bozul", "ayril", "birakt", "ended", "expired", "terminated", "cancelled", "canceled", "lapsed", "over", "eski",
    "former",
  ]
  private static let signs = [
    "var", "yapildi", "yaptik", "imzalandi", "imzaladi", "imzali", "saglandi", "yenilendi", "yeniledi", "devam",
    "suruyor", "aktif", "gecerli", "mevcut", "bitiyor", "bitecek", "doluyor", "dolacak", "sozlesmeli", "anlasmali",
    "anlasti", "anlasildi", "anlasmis", "abone", "signed", "active", "running", "renewed", "current", "existing",
    "under", "on", "subscriber", "subscribed", "ending", "expiring",
  ]
}
