import Crediting
import Domain
import Wording

extension NoteIncident {
  /// What a customer reads of it: what was written for customers or, without that, its times.
  var told: Words {
    customerTitle.map { Words(ja: $0, en: $0) } ?? Figures.span(began, restored)
  }
}
