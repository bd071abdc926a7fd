/// Finds what a salesperson should mend in template files: `templates check`.
public enum TemplateCheck {
  /// What keeps a file from being read as it is meant, in the order of its lines.
  public static func syntax(of file: TemplateFile) -> [TemplateProblem] {
    switch file.role {
    case .tone(_, let language): TemplateDocument(file, language: language).problems
    case .sectors: SectorLexicon(file).problems
    case nil:
      [
        TemplateProblem(
          file: file.path, line: 0,
          message: "A template file is <language>/<tone>.md or <language>/sectors.md, with the language "
            + Language.allCases.map(\.rawValue).joined(separator: " or ") + " and the tone in a-z, 0-9, - and _.")
      ]
    }
  }
}
