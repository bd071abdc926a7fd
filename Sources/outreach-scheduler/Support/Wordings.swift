internal import Outreach
internal import Storage

/// The user's wordings, over the built-in ones.
struct Wordings {
  /// Of their directory.
  let path: String
  let files: [TemplateFile]
  private let strays: [String]

  /// Nil if none are named. A directory in which there is nothing to be used is a mistake: built-in words would go out.
  init?(_ path: String?) throws(Exit) {
    guard let path else { return nil }
    self.path = path
    let directory: TemplateDirectory
    do throws(FileError) {
      directory = try TemplateDirectory(path)
    } catch {
      throw .configuration("the wordings cannot be read: \(error)")
    }
    guard !directory.files.isEmpty else { throw .configuration(directory.nothingThere(path)) }
    (files, strays) = (directory.files, directory.unread)
  }

  func catalog() throws(Exit) -> TemplateCatalog {
    do throws(TemplateProblems) {
      return try TemplateCatalog(overrides: files)
    } catch {
      throw .configuration("the wordings cannot be used:\n\(error)")
    }
  }

  /// A sentence for each file there that is not read.
  var unread: [String] { strays.map { "\(path)/\(TemplateFile.unread($0))" } }

  /// Everything that should be mended.
  func problems(offer: LocalText?) -> [TemplateProblem] {
    strays.map(TemplateFile.unread) + TemplateCheck.problems(in: files, offer: offer)
  }

  /// That messages will go out which must not, in a sentence; nil if there is no such wording. It tries each of them:
  /// who has nothing to write need not ask.
  func errors(offer: LocalText?) -> String? {
    // An export is mostly what the program ships with.
    let builtIn = Dictionary(uniqueKeysWithValues: TemplateFile.builtIn.map { ($0.path, $0) })
    let own = files.filter { $0.text != builtIn[$0.path]?.text }
    let errors = TemplateCheck.problems(in: own, offer: offer).filter { $0.severity == .error }
    guard let first = errors.first else { return nil }
    let others = errors.count > 1 ? " So it is in \(counted(errors.count - 1, "other place"))." : ""
    return "\(path)/\(first)\(others) Such messages go out; templates check \(path) tells all."
  }
}
