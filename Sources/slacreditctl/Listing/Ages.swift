import ArgumentParser
import Bookkeeping
import Documents
import Domain
import Notation
import Quantities
import Wording

/// How long something has been so.
enum Ages {
  static func text(_ since: Moment) -> String {
    let now = Moment.now
    let hours = max(0, (now - since).milliseconds / 3_600_000)
    let age =
      hours < 48
      ? LocalizedText(ja: "\(hours)時間", en: "\(hours) h")
      : LocalizedText(ja: "\(hours / 24)日", en: "\(hours / 24) d")
    return "\(NumberFormat.moment(since)) (\(age[Output.language]))"
  }
}
