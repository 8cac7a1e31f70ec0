import Domain
import Foundation
import Reading
import Spooling

/// The agreements of a directory, `ID.yaml`; one that is not there has none.
public struct AgreementDirectory {
  /// The directory.
  let path: String

  /// A directory of agreements.
  public init(_ path: String) {
    self.path = path
  }

  /// The directory that belongs to a directory of terms: `agreements` beside it.
  public init(besides terms: String) {
    let parent = URL(fileURLWithPath: terms).deletingLastPathComponent()
    self.init(parent.appending(path: "agreements").path)
  }

  /// Reads every agreement.
  ///
  /// - Throws: ``InvalidInput`` with every problem of every file, ``FileFailure`` when one cannot be
  ///   read.
  public func loadFiles(amending catalogue: TermsCatalogue) throws -> [Grounds.AgreementFile] {
    // One that cannot be read is not one that is not there: agreements must not vanish unsaid.
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw FileFailure("list", path)
    }
    var loaded: [Grounds.AgreementFile] = []
    var problems: [Problem] = []
    var unlisted = 0
    for name in names.sorted() where !name.hasPrefix(".") && name.hasSuffix(".yaml") {
      let source = try FileReader("\(path)/\(name)")
      var bytes: [UInt8] = []
      while let more = try source.next() { bytes += more }
      let record = RecordFile(name: name, bytes: ByteReader(bytes))
      if let agreement = try record.readAgreement(amending: catalogue) {
        if name != "\(agreement.id).yaml" {
          record.problems.add(
            at: nil, "agreement",
            expected: LocalizedText(
              ja: "ファイル名 \(agreement.id).yaml", en: "the name \(agreement.id).yaml"),
            found: name,
            fix: LocalizedText(
              ja: "ファイル名か内容を直してください。", en: "rename the file, or correct its content"))
        }
        loaded.append(Grounds.AgreementFile(name: name, bytes: bytes, agreement: agreement))
      }
      problems += record.problems.list
      unlisted += record.problems.unlisted
    }
    guard problems.isEmpty else { throw InvalidInput(problems: problems, unlisted: unlisted) }
    return loaded
  }
}
