import ArgumentParser
import Domain
import Ingesting
import Reading
import Spooling

/// Checks files before they are dropped: by themselves, and by what the ledger says to them.
struct FileChecks {
  /// A file, and what whoever asks calls it.
  struct File {
    let path: String
    let location: String
  }

  /// What the files hold, where that was said.
  let kind: RecordKind?
  let catalogue: TermsCatalogue?
  let limits: FileLimits
  /// How the ledger is asked; `nil` where no settings tell where it is.
  let rehearsal: LedgerRehearsal?
  /// How large a file may be that is compared with the ledger.
  var largestCompared = Int64.max

  /// Says what is in each file, what would come of it, and what is wrong.
  ///
  /// - Returns: what each of them holds; `nil` for terms.
  /// - Throws: status 1 where all are wrong, 3 where some are.
  func run(_ files: [File]) throws -> [RecordKind?] {
    let found = files.map(look)
    let compared = found.indices.filter { found[$0].isCompared }
    let candidates = compared.compactMap { index in
      found[index].kind.map {
        LedgerRehearsal.Candidate(
          path: files[index].path, location: files[index].location, kind: $0)
      }
    }
    let told = rehearsal?.tell(candidates) ?? []
    let verdicts = Dictionary(uniqueKeysWithValues: zip(compared, told))
    var wrong = 0
    for index in found.indices {
      switch verdicts[index] ?? nil {
      case .accepted: continue
      case .refused: wrong += 1
      case .undecided, nil:
        // What the ledger does not say, the file says by itself.
        if let problem = found[index].problem {
          wrong += 1
          Output.say(problem[Output.language])
        } else if let check = found[index].check {
          tell(check, of: files[index].path)
        }
      }
    }
    Output.flush()
    guard wrong == 0 else { throw ExitCode(wrong < files.count ? 3 : 1) }
    return found.map(\.kind)
  }

  /// A file by itself.
  private struct Look {
    var kind: RecordKind?
    var isCompared = false
    var check: InputCheck?
    var problem: LocalizedText?
  }

  private func tell(_ check: InputCheck, of path: String) {
    Output.print("\(path): \(check.summary[Output.language])\n")
    for attribution in check.attributions {
      Output.print("  \(attribution.told[Output.language])\n")
    }
    if let unchecked = check.unchecked { Output.say("\(path): \(unchecked[Output.language])") }
  }

  private func look(_ file: File) -> Look {
    var look = Look()
    do {
      look.kind = try kind ?? InputCheck.kind(of: file.location)
      let size = try FileReader(file.location).size
      look.isCompared = rehearsal != nil && look.kind != nil && size <= largestCompared
      if size > largestCompared {
        Output.say(
          LocalizedText(
            ja: "\(file.path): 大きいため、台帳とは照合しません",
            en: "\(file.path): too large to be compared with the ledger")[Output.language])
      }
      look.check = try InputCheck(
        file.location, as: look.kind, catalogue: catalogue, received: Receipt(.now), within: limits)
    } catch let invalid as InvalidInput {
      look.problem = LocalizedText(ja: invalid.message(in: .ja), en: invalid.message(in: .en))
    } catch let failure as FileFailure {
      look.isCompared = false
      look.problem = failure.words
    } catch {
      look.problem = LocalizedText(ja: "\(error)", en: "\(error)")
    }
    return look
  }
}

extension Attribution {
  /// What it means, for whoever wrote it to see.
  var told: LocalizedText {
    LocalizedText(ja: "\(rawValue): \(definition.ja)", en: "\(rawValue): \(definition.en)")
  }
}

extension RecordKind: ExpressibleByArgument {
  /// A kind by its name.
  public init?(argument: String) { self.init(named: argument) }

  /// What a shell offers.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  /// The names that there are.
  public static var allValueStrings: [String] { all.map(\.name) }
}
