import Foundation

/// A person's name without what readers do not see, or see as the same: width, case, spaces, formatting
/// characters, and the forms in which one and the same character of a name is written (異体字). Whoever
/// writes their own name in another way is the same person.
public struct PersonName: Hashable, Sendable {
  private let seen: String

  /// The name as somebody wrote it.
  public init(_ name: String) {
    let scalars = name.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
    var seen = String.UnicodeScalarView()
    for scalar in scalars {
      let properties = scalar.properties
      // Which form of a character is meant is also told by a selector after it (IVS), which is ignorable.
      guard !properties.isWhitespace, !properties.isDefaultIgnorableCodePoint else { continue }
      seen.append(Self.common[scalar] ?? scalar)
    }
    self.seen = String(seen)
  }

  /// The common form of the characters that names are registered with, and written without: a 髙橋 signs
  /// as 高橋, so the two must not pass for two people. Unicode folds only compatibility forms; these are
  /// characters of their own. Two people taken for one cost another signature; one taken for two costs
  /// the four eyes.
  private static let common: [Unicode.Scalar: Unicode.Scalar] = {
    let families = [
      "高髙", "崎﨑碕嵜", "辺邊邉", "浜濱濵", "沢澤", "斉齋齊斎", "広廣", "徳德", "真眞", "国國", "島嶋嶌",
      "桜櫻", "瀬瀨", "恵惠", "竜龍", "栄榮", "吉𠮷", "富冨", "滝瀧", "関關", "黒黑", "塩鹽", "円圓", "万萬",
      "与與", "会會", "仏佛", "伝傳", "児兒", "実實", "宝寶", "寿壽", "将將", "峰峯", "巌巖", "巣巢", "弥彌",
      "従從", "応應", "戸戶", "曽曾", "条條", "来來", "楽樂", "権權", "横橫", "歩步", "渋澁", "渓溪", "淵渕渊",
      "灯燈", "禅禪", "秋穐龝", "穣穰", "窪漥", "糸絲", "経經", "絵繪", "継繼", "総總", "緑綠", "芸藝",
      "園薗", "薫薰", "蔵藏", "蛍螢", "豊豐", "遥遙", "鉄鐵", "静靜", "頼賴", "館舘", "駅驛", "麦麥", "黄黃",
      "亀龜", "槙槇", "桧檜", "梅楳", "桑桒", "柳栁", "松枩", "翠翆", "涼凉", "凛凜", "晃晄", "昂昻",
      "熙煕凞", "晋晉", "昇曻", "尭堯", "勲勳",
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for family in families {
      let forms = Array(family.precomposedStringWithCompatibilityMapping.unicodeScalars)
      for other in forms.dropFirst() where other != forms[0] { table[other] = forms[0] }
    }
    return table
  }()
}
