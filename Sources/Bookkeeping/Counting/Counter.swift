import Assessing
import Crediting

/// What of the ledger is counted.
public enum Counter: Hashable, Sendable {
  /// Inputs.
  case inputs
  /// Standing assessments of an outcome.
  case standing(Outcome)
  /// What the standing assessments owe before tax, in yen.
  case owed
  /// Contracts whose corrections or new notes are held.
  case heldContracts
  /// Notes of a kind.
  case notes(NoteKind)
  /// What they come to before tax, in yen.
  case net(NoteKind)
  /// What they come to with tax, in yen.
  case gross(NoteKind)

  /// Every one that there is.
  static let all: [Counter] =
    [.inputs, .owed, .heldContracts] + Outcome.allCases.map { .standing($0) }
    + NoteKind.allCases.flatMap { [.notes($0), .net($0), .gross($0)] }

  /// Its name in the ledger.
  var name: String {
    switch self {
    case .inputs: "inputs"
    case .standing(let outcome): "standing \(outcome.rawValue)"
    case .owed: "owed"
    case .heldContracts: "held contracts"
    case .notes(let kind): "notes \(kind.rawValue)"
    case .net(let kind): "net \(kind.rawValue)"
    case .gross(let kind): "gross \(kind.rawValue)"
    }
  }
}
