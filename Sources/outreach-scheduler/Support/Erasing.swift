internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Spool
internal import Storage

/// Erasures as commands bring them about: with the locks that they need.
struct Erasing {
  let places: (inbox: String, outbox: String)
  let columns: ColumnMapping
  let objective: String
  /// Seconds for which a worker may hold the lock.
  let patience: Double
  let signals: Signals

  init(_ arguments: Arguments, patience: Double, signals: Signals) throws(Exit) {
    places = try Setup.places(arguments)
    columns = try Setup.columns(arguments)
    objective = try Setup.defaultObjective(arguments)
    self.patience = patience
    self.signals = signals
  }

  /// Ends an erasure that was cut short, if there is one. What stands in its way is said, and stops nobody.
  static func finish(_ arguments: Arguments, _ signals: Signals) throws(Exit) {
    let places = try Setup.places(arguments)
    let files = POSIXFileSystem.keepingOwner(of: places.outbox)
    do throws(FileError) {
      let outbox = try files.openDirectory(at: places.outbox)
      defer { files.close(outbox) }
      guard try Erasure.isUnfinished(in: outbox, files) else { return }
    } catch {
      // Whoever needs the outbox says so.
      return
    }
    let erasing = try Erasing(arguments, patience: 10, signals: signals)
    do throws(Exit) {
      let isDone = try erasing.perform { (erasure) throws(FileError) in try erasure.finish() }
      Console.say(isDone ? "an erasure that was cut short was brought to its end" : Self.atWork)
    } catch {
      Console.say("an erasure was cut short, and cannot be brought to its end now: \(error.message)")
    }
  }

  static let atWork = "a batch is in hand, such as a bulk file that is answered in part; let run answer it, then erase"

  /// Does something with nobody else at work.
  func perform<Result>(_ body: (inout Erasure) throws -> Result) throws(Exit) -> Result {
    let files = POSIXFileSystem.keepingOwner(of: places.outbox)
    do {
      let spool = try SpoolDirectories.open(inbox: places.inbox, outbox: places.outbox, in: files)
      defer { spool.close(in: files) }
      guard let prune = try Prune.begin(in: spool.outbox, files) else {
        throw Exit.tryLater("a prune of \(places.outbox) is at work")
      }
      defer { files.close(prune) }
      return try LockWait(files: files, signals: signals, seconds: patience).withLock(in: spool.outbox) {
        var erasure = Erasure(spool, files, columns: columns, objective: objective)
        return try body(&erasure)
      }
    } catch let exit as Exit {
      throw exit
    } catch let error as FileError {
      throw Exit(error)
    } catch {
      throw .tryLater("\(error)")
    }
  }
}
