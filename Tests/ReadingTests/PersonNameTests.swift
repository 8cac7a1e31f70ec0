import Domain
import Testing

@Suite struct PersonNameTests {
  @Test(arguments: [
    ("髙橋 一郎", "高橋一郎"), ("山﨑", "山崎"), ("渡邊", "渡辺"), ("渡邉", "渡辺"), ("濵田", "浜田"),
    ("黒澤", "黒沢"), ("齋藤", "斉藤"), ("齊藤", "斎藤"), ("廣田", "広田"), ("德川", "徳川"),
    ("眞田", "真田"), ("國分", "国分"), ("中嶋", "中島"), ("櫻井", "桜井"), ("瀨戸", "瀬戸"),
    ("惠", "恵"), ("龍", "竜"), ("榮", "栄"), ("𠮷田", "吉田"), ("ＳＡＴＯ Ｔａｒｏ", "Sato Taro"),
    ("葛\u{E0100}城", "葛城"),
  ])
  func `one name written in two ways is one person`(_ one: String, _ other: String) {
    #expect(PersonName(one) == PersonName(other))
  }

  @Test(arguments: [("佐藤", "左藤"), ("畑山", "畠山"), ("伊藤", "伊東"), ("斉藤", "斉籐")])
  func `names that only sound or look alike are two people`(_ one: String, _ other: String) {
    #expect(PersonName(one) != PersonName(other))
  }
}
