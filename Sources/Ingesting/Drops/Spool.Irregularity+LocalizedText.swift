import Domain
import Spooling

extension Spool.Irregularity {
  /// What it is, and what to do.
  public var words: LocalizedText {
    switch self {
    case .directory: LocalizedText(ja: "ディレクトリです", en: "it is a directory")
    case .link: LocalizedText(ja: "シンボリックリンクです", en: "it is a symbolic link")
    case .fifo: LocalizedText(ja: "FIFOです", en: "it is a FIFO")
    case .socket: LocalizedText(ja: "ソケットです", en: "it is a socket")
    case .device: LocalizedText(ja: "デバイスです", en: "it is a device")
    case .name:
      LocalizedText(
        ja: "名前がUTF-8でないか、制御文字を含んでいます", en: "its name is not UTF-8, or has control characters")
    case .ending:
      LocalizedText(
        ja: "名前が .json .yaml .yml .csv .tsv のいずれでも終わりません",
        en: "its name does not end in .json, .yaml, .yml, .csv or .tsv")
    }
  }
}
