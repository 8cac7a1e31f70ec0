/// An entry of the interpretation register: a question that the documents leave open, and how this
/// program reads them.
public struct Interpretation: Hashable, Sendable {
  /// Its number, `I-1` and on.
  public let number: String
  /// What the text leaves open.
  public let question: Words
  /// How we read it.
  public let reading: Words
  /// The fields of a terms file that set it otherwise; `nil` where none does.
  public let setBy: String?

  fileprivate init(
    _ number: String, _ question: Words, _ reading: Words, setBy: String? = nil
  ) {
    self.number = number
    self.question = question
    self.reading = reading
    self.setBy = setBy
  }
}

extension Interpretation {
  /// All readings, in order of number. Credit notes cite those that they rely on.
  public static let register: [Interpretation] = [
    Interpretation(
      "I-1",
      Words(ja: "「24時間」と「日」をどの時刻で数えるか", en: "by which clock hours and days are counted"),
      Words(ja: "経過時間で数え、暦日は日本時間による。", en: "elapsed time; civil days at +09:00"),
      setBy: "offset"),
    Interpretation(
      "I-2",
      Words(ja: "どれだけ短い回復で継続が途切れるか", en: "how short a recovery ends an outage"),
      Words(ja: "どれほど短くても途切れる。", en: "any, however short"), setBy: "grace"),
    Interpretation(
      "I-3",
      Words(
        ja: "零時をまたぐ24時間がどの日・どの料金月に属するか",
        en: "to which day and fee month 24 hours across midnight belong"),
      Words(ja: "始まった日に属する。", en: "to those in which they begin")),
    Interpretation(
      "I-4",
      Words(ja: "定めのない減額の端数", en: "how a waiver is rounded where the text is silent"),
      Words(
        ja: "最後に一度だけ円未満を切り捨てる。両文書が端数を定める箇所はいずれも切捨てである。",
        en: "down to whole yen, once, as both documents do wherever they round"),
      setBy: "rounding"),
    Interpretation(
      "I-5",
      Words(
        ja: "31日分の30分の1や366日分の365分の1が料金を超えるとき",
        en: "31 thirtieths, or 366 parts of 365, exceed the fee"),
      Words(
        ja: "料金の一部の免除なので、その月（年）の料金を超えない。",
        en: "never more than the fee of that month or year, of which it is a waiver")),
    Interpretation(
      "I-6",
      Words(
        ja: "保守・法令による制限は顧客の責によらないものか",
        en: "whether maintenance and legal restriction count as not the customer's doing"),
      Words(
        ja: "当たる。中断できるとする条項は料金に触れていない。",
        en: "yes: the clauses that allow the stop say nothing of the fee"),
      setBy: "qualifies.attributions"),
    Interpretation(
      "I-7",
      Words(
        ja: "「全く利用できない」に、それと同程度の支障を含むか",
        en: "whether wholly unusable includes as good as unusable"),
      Words(
        ja: "含むと書かない文書では含まない。", en: "not in a document that does not say so"),
      setBy: "qualifies.impacts"),
    Interpretation(
      "I-8",
      Words(
        ja: "利用中止の間も料金を要する条項と、障害で料金を要しない条項の関係",
        en: "fees due during a stop, against fees not due during a failure"),
      Words(
        ja: "故障は呼び名にかかわらず減額の対象とし、工事と公的な求めは料金を要する。災害と攻撃は減額の欄による。",
        en: "a failure follows the waiver whatever it is called; works and official requests keep "
          + "fees due; disaster and attack follow the waiver"),
      setBy: "qualifies.attributions"),
    Interpretation(
      "I-9",
      Words(
        ja: "一部だけが重大な過失・故意による利用不能", en: "an outage partly by gross negligence or intent"),
      Words(
        ja: "その部分は特則、残りは一般則により、全体に一般則を当てた額を下回らない。",
        en:
          "that part by the special row, the rest by the general one, never less than the general "
          + "row on the whole")),
    Interpretation(
      "I-10",
      Words(ja: "当月の「1日の平均額」", en: "the daily average of the current month"),
      Words(
        ja: "その料金月の料金を利用期間中の日数で割る。",
        en: "the charges of that fee month over its days in service")),
    Interpretation(
      "I-11",
      Words(ja: "30日の始まりと終わり", en: "the first and the last of the 30 days"),
      Words(
        ja: "翌日から数え、休日でも30日目を含む。",
        en: "counted from the day after; the 30th counts, holiday or not")),
    Interpretation(
      "I-12",
      Words(ja: "受領額の分け方", en: "how a carrier's payment is shared"),
      Words(ja: "按分し、端数は大きい順に1円ずつ配る。", en: "in proportion, by largest remainder")),
    Interpretation(
      "I-13",
      Words(
        ja: "数量別の単価を全部に当てるか、段階ごとに当てるか",
        en: "one price for all components, or each tier by its own"),
      Words(
        ja: "全数に、その数の属する単価を当てる。", en: "one price for all, set by how many there are"),
      setBy: "graduated"),
    Interpretation(
      "I-14",
      Words(ja: "第20条第3項が指す条", en: "which article 第20条第3項 points to"),
      Words(ja: "第24条と読む。", en: "read as 第24条")),
    Interpretation(
      "I-15",
      Words(
        ja: "実時間の料金と暦日数の日割りの関係", en: "exact time against a fee by calendar days"),
      Words(
        ja: "時間を、その月の日数×24時間で割る（ミリ秒まで）。",
        en: "time over days of the month × 24 h, to the millisecond")),
    Interpretation(
      "I-16",
      Words(ja: "二つの版にまたがる利用不能", en: "an outage that spans two editions"),
      Words(ja: "始まったときの版による。", en: "the edition in force when it begins")),
    Interpretation(
      "I-17",
      Words(ja: "年額契約の料金月の総額", en: "the fee month's total of an annual contract"),
      Words(
        ja: "年額の12分の1とし、最後の切捨てまで端数を残す。",
        en: "one twelfth of the annual fee, exact until the one rounding")),
    Interpretation(
      "I-18",
      Words(
        ja: "変更された条を附則が示さない文書をいつから当てはめるか",
        en: "since when a document holds whose supplements do not list what changed"),
      Words(ja: "最新の版の日から。", en: "since the date of its latest edition")),
    Interpretation(
      "I-19",
      Words(
        ja: "減額のある原因とない原因が同時にあるとき", en: "two causes at once, one of which gives nothing"),
      Words(ja: "ない原因の下にある時間は数えない。", en: "time under that one does not count"),
      setBy: "barred_by"),
    Interpretation(
      "I-20",
      Words(
        ja: "知った時刻の異なる複数の障害からなる利用不能",
        en: "one outage of several incidents, known at different times"),
      Words(ja: "最も早い時刻による。", en: "the earliest")),
    Interpretation(
      "I-21",
      Words(ja: "月に応当日がないとき", en: "a day that a month lacks"),
      Words(ja: "翌月の1日とする。", en: "the first of the next month")),
    Interpretation(
      "I-22",
      Words(
        ja: "間接損害などの除外は重大な過失にも及ぶか",
        en: "whether the exclusion of indirect loss stands against gross negligence"),
      Words(
        ja: "文面どおり及ぶ。ただし承認のとき人が項目ごとに判断する。",
        en: "as written, yes; a person decides at approval, item by item")),
    Interpretation(
      "I-23",
      Words(ja: "賠償での「利用不能の日数」", en: "the days of an outage in damages"),
      Words(ja: "知った時刻からの24時間の倍数", en: "whole 24 h units from knowledge"), setBy: "clock"),
    Interpretation(
      "I-24",
      Words(
        ja: "「前料金月の利用がない」とは", en: "what no use in the previous fee month means"),
      Words(
        ja: "利用期間外か、従量で料金が0円。無料の月は利用に当たる。",
        en: "not in service, or metered with a charge of 0; a free month is use")),
    Interpretation(
      "I-25",
      Words(ja: "上限は税抜きか税込みか", en: "caps before or after tax"),
      Words(ja: "税抜き", en: "before tax")),
    Interpretation(
      "I-26",
      Words(ja: "減額を賠償から差し引くか", en: "whether a waiver is set off against damages"),
      Words(ja: "差し引かない。", en: "no")),
    Interpretation(
      "I-27",
      Words(
        ja: "支払いごとの税の計算と文書ごとの端数処理", en: "tax by payment, against one rounding a document"),
      Words(ja: "一通を一つの支払いとみる。", en: "one note is one payment")),
    Interpretation(
      "I-28",
      Words(
        ja: "顧客が手配したアクセス回線の障害", en: "an access line that the customer arranged"),
      Words(
        ja: "サービス自体は利用できたので、帰責は customer とする。",
        en: "the service itself was not unusable: attribution customer")),
  ]
}
