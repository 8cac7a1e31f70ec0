/// What steps are expected to say, by which they are compressed: most are these with other numbers. A number once used
/// keeps its text for ever, as what was compressed with it cannot be read without it.
enum StepsDictionary {
  /// The one with which steps are compressed today.
  static let current: UInt8 = 1

  /// `nil` for a number that is not known.
  static func numbered(_ number: UInt8) -> Compression? { number == 1 ? first : nil }

  private static let first = Compression(dictionary: Array(firstText.utf8))

  /// The likeliest comes last.
  static let firstText = #"""
    {"granted":{"authority":"取締役会","decided_on":"2026-05-20","reason":""}},{"share":{"fee":"69200","share":"1/10",
    {"claimed":{"amounts":[100000,0,40000,0],"claim":"K-2026-001","received_on":"2026-05-11"}},{"unrecognised":{"only_by_filer":false}}
    {"recognised":{"amounts":[100000,0,0,0],"by":"","on":"2026-05-01"}},{"recoverable":{"amount":140000,"clause":"第19条第2項"}}
    {"no_cap":{"clause":"第19条第2項","kinds":["special","lost-profit"],"length":86400000}},{"given_before":{"amount":1,"on":"
    {"decided":{"amount":900,"approval":"","at":"2026-05-10T00:00:00+09:00","by":"","decision":"approved","owner":"","reason":"","recognised":[900,0,0,0]}}
    {"concluded":{"amount":900,"is_held":false}},{"relief_concluded":{"amount":3000}},{"settled_whatever":{"missing":["attribution"]}}
    {"price_base":{"base":20000,"clause":"別表2","plan":"standard"}},{"price_item":{"amount":49200,"clause":"別表2","count":6,"each":8200,"high":20,"low":6,"quantities":["components_linux","components_windows"]}},{"price_total":{"clause":"別表2","fee":69200}}
    {"referred":{"clause":"第3条","to":"ruling:terms:"}},{"excluded":{"by":"planned-maintenance","clause":"第24条第2項(1)","reason":"fees-stay-due"}},{"excluded":{"clause":"第8条第6項","reason":"no-formula"}}
    {"paused":{"attribution":"planned-maintenance","by":"WRK-2026-0426","from":"2026-04-26T01:00:00+09:00","is_within":true,"to":"2026-04-26T09:00:00+09:00"}}
    {"awaits":"attribution"},{"awaits":"fault"},{"awaits":"restored_at"},{"awaits":"known_at"},{"charge":{"amount":82345,"is_estimated":false,"period":{"from":"2026-05-01","month":"2026-05","to":"2026-05-31"}}}
    {"never_less":{"general":"20000/3","special":"426875/54"}},{"time":{"clause":"第24条第2項(2)表2欄","days":30,"elapsed":204900000,"fee":100000,"period":{
    {"part_threshold":{"clause":"第24条第2項(2)表1欄","elapsed":54000000,"from":"2026-04-12T09:00:00+09:00","needed":86400000,"to":"2026-04-13T00:00:00+09:00"}}
    {"knowledge":{"clause":"第24条第2項(2)表1欄","from":"2026-04-12T09:00:00+09:00","known":"2026-04-12T09:00:00+09:00"}},{"units":{"clause":"第8条第6項(2)","count":3,"days":365,"fee":600000,"period":{"from":"2026-03-01","to":"2027-02-28"},"unit":86400000,"worth":"
    [{"fact":{"attribution":"provider","fault":"gross-negligence","from":"2026-04-12T08:50:00+09:00","impact":"total","incident":"INC-2026-0412","to":"2026-04-13T00:00:00+09:00"}},{"fact":{"attribution":"provider","fault":"negligence","from":"2026-04-12T08:50:00+09:00","impact":"total","incident":"INC-2026-0412","to":"2026-04-15T08:55:00+09:00"}},{"outage":{"from":"2026-04-12T08:50:00+09:00","incidents":["INC-2026-0412"],"to":"2026-04-15T08:55:00+09:00"}},{"clock":{"clause":"第8条第6項(1)","clock":"began","from":"2026-04-12T08:50:00+09:00"}},{"threshold":{"clause":"第8条第6項(1)","elapsed":259500000,"needed":86400000}},{"units":{"clause":"第8条第6項(1)","count":3,"days":30,"fee":30000,"period":{"from":"2026-04-01","month":"2026-04","to":"2026-04-30"},"unit":86400000,"worth":"3000"}},{"rounded":{"amount":3000,"exact":"3000","rounding":{"basis":"I-4","mode":"down"}}}]
    """#
}
