import Domain
import Foundation
import Reading
import Spooling

/// The terms files of a directory: `TERMS/HELD-FROM.yaml`.
public struct TermsDirectory {
  /// The directory.
  let path: String

  /// A directory of terms files.
  public init(_ path: String) {
    self.path = path
  }

  /// Reads every edition, and the agreements beside them.
  ///
  /// - Throws: as ``loadFiles()``.
  public func load() throws -> TermsCatalogue {
    let editions = try loadFiles().map(\.edition)
    let agreements = try AgreementDirectory(besides: path)
      .loadFiles(amending: TermsCatalogue(editions))
    return TermsCatalogue(editions, agreements: agreements.map(\.agreement))
  }

  /// Reads every file.
  ///
  /// - Throws: ``InvalidInput`` with every problem of every file, ``FileFailure`` when the directory
  ///   or a file cannot be read.
  public func loadFiles() throws -> [Grounds.TermsFile] {
    var loaded: [Grounds.TermsFile] = []
    var problems: [Problem] = []
    var unlisted = 0
    for file in try files() {
      let source = try FileReader(file.path)
      var bytes: [UInt8] = []
      while let more = try source.next() { bytes += more }
      let record = RecordFile(name: file.name, bytes: ByteReader(bytes))
      if let edition = try record.readTerms() {
        if file.terms != edition.id.text || file.name != "\(edition.heldFrom).yaml" {
          problems.append(misplaced(file, edition))
        }
        loaded.append(
          Grounds.TermsFile(name: "\(file.terms)/\(file.name)", bytes: bytes, edition: edition))
      }
      problems += record.problems.list.map { $0.named(file.terms + "/" + file.name) }
      unlisted += record.problems.unlisted
    }
    guard problems.isEmpty else { throw InvalidInput(problems: problems, unlisted: unlisted) }
    guard !loaded.isEmpty else {
      throw InvalidInput(problems: [noTerms], unlisted: 0)
    }
    return loaded
  }

  /// The files, in order of document and name.
  func files() throws -> [(path: String, terms: String, name: String)] {
    let manager = FileManager.default
    guard let directories = try? manager.contentsOfDirectory(atPath: path) else {
      throw FileFailure("list", path)
    }
    return try directories.sorted().filter { !$0.hasPrefix(".") }.flatMap { terms in
      var isDirectory = ObjCBool(false)
      let place = "\(path)/\(terms)"
      guard manager.fileExists(atPath: place, isDirectory: &isDirectory), isDirectory.boolValue
      else { return [(path: String, terms: String, name: String)]() }
      // One that cannot be read is not empty: editions must not vanish unsaid.
      guard let names = try? manager.contentsOfDirectory(atPath: place) else {
        throw FileFailure("list", place)
      }
      return names.sorted().filter { !$0.hasPrefix(".") && $0.hasSuffix(".yaml") }
        .map { ("\(path)/\(terms)/\($0)", terms, $0) }
    }
  }

  private var noTerms: Problem {
    Problem(
      file: path, position: nil, path: "",
      expected: LocalizedText(ja: "約款のファイル", en: "at least one terms file, TERMS/HELD-FROM.yaml"),
      found: nil,
      fix: LocalizedText(
        ja: "設定の terms か --terms を確かめてください。",
        en: "check “terms” in the settings, or --terms"))
  }

  private func misplaced(
    _ file: (path: String, terms: String, name: String), _ edition: TermsEdition
  ) -> Problem {
    let right = "\(edition.id)/\(edition.heldFrom).yaml"
    return Problem(
      file: "\(file.terms)/\(file.name)", position: nil, path: "",
      expected: LocalizedText(ja: "場所 \(right)", en: "the file at \(right)"),
      found: "\(file.terms)/\(file.name)",
      fix: LocalizedText(ja: "移すか、内容を直してください。", en: "move it, or correct terms and held_from"))
  }
}

extension Problem {
  /// The same problem, of a file called by another name.
  fileprivate func named(_ file: String) -> Problem {
    var renamed = self
    renamed.file = file
    return renamed
  }
}
