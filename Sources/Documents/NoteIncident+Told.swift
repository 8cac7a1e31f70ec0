import Crediting
import Domain
import Wording

extension NoteIncident {
  /// What a customer reads of it: what was written for customers or, without that, its times.
  var told: LocalizedText {
    customerTitle.map { LocalizedText(ja: $0, en: $0) } ?? NumberFormat.span(began, restored)
  }
}
